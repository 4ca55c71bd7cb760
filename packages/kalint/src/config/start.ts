/** What `kalint --init` writes: every key with a word about it, those that are rarely needed as comments. */
export const startConfig = `{
  // Which rules are active to begin with: "recommended", "strict" or "all".
  "preset": "recommended",

  // A severity for single rules, "off", "info", "warning" or "error"; \`kalint --list-rules\` names them.
  "rules": {
    // "vrrp/auth-pass-too-long": "error"
  },

  // What is judged when the command line names no files.
  // "files": ["keepalived.conf"],

  // What a search for files passes over.
  // "ignore": ["archive/**"],

  // The keepalived version that will read the files. Default: the newest.
  // "target": "2.2.7",

  // Files that form a cluster even without evidence, by name of the cluster.
  // "clusters": { "edge": ["lb1/keepalived.conf", "lb2/keepalived.conf"] },

  // Other settings for some files.
  // "overrides": [{ "files": "old/**", "target": "1.3.5", "rules": {} }],

  // Folders here that stand for absolute folders of the machine that runs keepalived.
  // "paths": { "/etc/keepalived": "./files" },

  // true: every include has to find its files, as keepalived -e.
  "includeCheck": false
}
`;
