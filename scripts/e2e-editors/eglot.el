;;; Runs in Emacs 28 and later without a window, after the configuration of docs/editors.md. -*- lexical-binding: t -*-
(require 'cl-lib)
(require 'flymake)
(require 'xref)
(require 'project)
(defvar failures 0)
(defvar lb1 (expand-file-name "lb1/keepalived.conf" (getenv "PROJECT")))
(defvar lb2 (expand-file-name "lb2/keepalived.conf" (getenv "PROJECT")))

(defmacro check (name &rest body)
  (declare (indent 1))
  `(condition-case problem
       (progn ,@body (princ (format "ok %s\n" ,name)))
     (error (cl-incf failures) (princ (format "not ok %s # %S\n" ,name problem)))))

(defun wait-for (what condition)
  (let ((end (+ (float-time) 20)))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "waited in vain: %s" what))
      (accept-process-output nil 0.05)
      (sit-for 0.01))))

(defun go-to (text &optional offset)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ (match-beginning 0) (or offset 1))))

;; What was typed is sent when Emacs is idle, which it never is here.
(defun tell () (eglot--signal-textDocument/didChange))

(defun ask (method &rest more)
  (tell)
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) more)))

(defun finding (text)
  (cl-some (lambda (each) (string-match-p text (flymake-diagnostic-text each))) (flymake-diagnostics)))

;; The folder is a project of its own, as a repository would be.
(setq project-find-functions (list (lambda (_) (cons 'transient (file-name-as-directory (getenv "PROJECT"))))))

(check "the mode is known by the name of the file"
  (find-file lb1)
  (cl-assert (eq major-mode 'keepalived-mode)))
(check "the server starts"
  ;; Without commands from a keyboard the hook for them does not run.
  (unless (eglot-current-server) (apply #'eglot--connect (eglot--guess-contact)))
  (wait-for "server" #'eglot-current-server)
  (eglot--maybe-activate-editing-mode))
(check "diagnostics"
  (wait-for "findings" (lambda () (flymake-start) (finding "advert_itn"))))
(check "diagnostics of the peer"
  (find-file lb2)
  (eglot--maybe-activate-editing-mode)
  (wait-for "router ID" (lambda () (flymake-start) (finding "router ID")))
  (find-file lb1))
(check "hover"
  (go-to "priority 150")
  (let ((answer (ask :textDocument/hover)))
    (cl-assert (string-match-p "90 to 150" (plist-get (plist-get answer :contents) :value)))))
(check "completion at point"
  (go-to "    interface eth0" 18)
  (insert "\n    nopre")
  (let ((found (run-hook-with-args-until-success 'completion-at-point-functions)))
    (cl-assert found)
    (cl-assert (member "nopreempt" (all-completions "nopre" (nth 2 found)))))
  (delete-region (line-beginning-position) (1+ (line-end-position)))
  (tell))
(check "definition in an included file"
  (go-to "chk_web")
  (let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
    (cl-assert found)
    (cl-assert (string-match-p "conf.d/checks.conf" (xref-location-group (xref-item-location (car found)))))))
(check "a quick fix"
  (go-to "advert_itn")
  (let* ((actions (ask :textDocument/codeAction
                       :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                       :context (list :diagnostics [])))
         (first (aref actions 0)))
    (eglot--apply-workspace-edit (plist-get first :edit) nil))
  (cl-assert (string-match-p "advert_int 1" (buffer-string)))
  (cl-assert (not (string-match-p "advert_itn" (buffer-string)))))
(check "rename in three files, one of them open and not saved"
  (with-current-buffer (find-file-noselect lb2)
    (goto-char (point-min))
    (insert "# not saved\n")
    (tell))
  (tell)
  (go-to "chk_web")
  (eglot-rename "chk_http")
  (dolist (file (list lb1 lb2 (expand-file-name "lb1/conf.d/checks.conf" (getenv "PROJECT"))))
    (with-current-buffer (find-file-noselect file)
      (cl-assert (string-match-p "chk_http" (buffer-string)))
      (cl-assert (not (string-match-p "chk_web" (buffer-string)))))))
(check "formatting"
  (goto-char (point-min))
  (insert "static_ipaddress {\n192.0.2.77/24\n}\n")
  (eglot-format-buffer)
  (goto-char (point-min))
  (cl-assert (re-search-forward "^[ \t]+192\\.0\\.2\\.77/24$" nil t)))
(check "the server ends when it is told to"
  (dolist (each (buffer-list)) (with-current-buffer each (set-buffer-modified-p nil)))
  (eglot-shutdown (eglot-current-server)))
(princ (format "# Emacs %s\n" emacs-version))
(kill-emacs (if (> failures 0) 1 0))
