import type { Translations } from '../index.ts';

export const syntax: Translations = {
  'syntax/assignment-or-separator': {
    assignment: '"{text}"：keepalived 只用空白分隔关键字和值，不用 "{separator}"；该行会被忽略。',
    alone: '"{separator}" 会被当作 {keyword} 的值；keepalived 只用空白分隔关键字和值。',
    trailing: '"{text}"：末尾的 "{separator}" 会被读作 {keyword} 的值的一部分。',
    fix: '改为 "{replacement}"',
    remove: '删除 "{separator}"',
  },
  'syntax/block-extra-words': {
    default: '{keyword} 与 "{" 之间的 "{words}" 不会被 keepalived 读取。各项内容请写在花括号内。',
  },
  'syntax/build-option': {
    default: '只有编译时使用了 {option} 的 keepalived 才识别 {keyword}。',
  },
  'syntax/comment-inside-value': {
    value: '"{mark}" 从这里开始一段注释：{keyword} 的值被截断为 "{value}"。请用双引号括住整个值。',
    secret: '"{mark}" 从这里开始一段注释：密码只剩前 {length} 个字符。请用双引号括住整个密码。',
    number: '"{mark}" 从这里开始一段注释：{keyword} 的值变为 "{value}"。',
    definition: '"{mark}" 从这里开始一段注释：定义 {keyword} 的内容被截断为 "{value}"。请用双引号括住它的值。',
    remark: '注释从这里开始，紧接在一个单词之后；请在它前面加一个空格，以便看清。',
    quote: '用双引号括住该值',
    blank: '在注释前加一个空格',
  },
  'syntax/crashes-keepalived': {
    mark: '以 "{name}" 开头的行会被当作内部标记；keepalived 会崩溃或数错行号。请用双引号括住这段文字，或写成不带反斜杠的注释。',
    random: '{name} 会使 keepalived {target} 除以零而崩溃：第二个数恰好比第一个数小 1。',
    randomText: '紧接在 {name} 之后的文字会被 keepalived {target} 弄乱。请为它定义一个名称，或把它放在单词末尾。',
    environment: '{name} 没有给出变量名；keepalived {target} 会崩溃。请写成 ${_ENV NAME}。',
    generator: '{name} 同时也是一个多行定义；keepalived 会在每个值之后读到随机内存。请为序列变量换一个名称。',
    condition: '条件 "{name}" 来自某个定义的展开；keepalived {target} 会弄乱该行或崩溃。请把条件写在引用之前。',
    header: 'keepalived {target} 在这里崩溃："{name}" 之后既没有有效地址，也没有左花括号。',
  },
  'syntax/definition-loop': {
    default: '${name} 直接或间接引用了自身；使用它时 keepalived 会陷入死循环。',
  },
  'syntax/duplicate-block-name': {
    skipped: '{kind} "{name}" 已在 {where} 定义；keepalived 会跳过整个配置块。请改名，或合并这些配置块。',
    unused: '{kind} "{name}" 已在 {where} 定义；所有引用都指向前者，本配置块永远不会被使用。请改名，或合并这些配置块。',
    first: '第一个 {kind} "{name}"。',
  },
  'syntax/duplicate-directive': {
    same: '{keyword} 在 {block} 中设置了两次，且值相同。',
    first: '{keyword} 在 {block} 中设置了两次；keepalived 采用第一次的值（{value}），忽略这一行。',
    last: '{keyword} 在 {block} 中设置了两次；keepalived 采用最后一次的值（{value}）。',
    largest: '{keyword} 在 {block} 中设置了两次；keepalived 采用较大的值。',
    firstHidden: '{keyword} 在 {block} 中设置了两次；keepalived 采用第一次的设置，忽略这一处。',
    lastHidden: '{keyword} 在 {block} 中设置了两次；keepalived 采用最后一次的设置。',
    other: '{keyword} 首次设置于此。',
    remove: '删除第二行',
    unused: '删除不生效的那一行',
  },
  'syntax/fragment': {
    default: '已按 {context} 内部的内容进行检查；keepalived 不会单独接受该文件。',
  },
  'syntax/ignored-extra-words': {
    default: '"{words}" 不会被读取：{keyword} 之后不再接受其他单词。',
    comment: '"{words}" 不会被读取；注释以 "#" 开头，而不是 "{mark}"。',
    refused: '{keyword} 不接受多余的单词 "{words}"；keepalived 拒绝该行。',
    mark: '改为 "#"',
  },
  'syntax/include-matches-nothing': {
    missing: '文件 "{pattern}" 不存在；keepalived 会跳过它继续读取。',
    pattern: '没有文件与 "{pattern}" 匹配。',
    quoted: '文件 {pattern} 不存在：被包含文件名两侧的引号会被当作文件名的一部分。',
    partial: '"{pattern}" 的各个备选项并非都有对应的文件。',
    regular: '"{pattern}" 不是普通文件；keepalived 会跳过它。',
    executable: '"{pattern}" 是可执行文件；keepalived 会跳过它。',
    unreadable: '无法读取 "{pattern}"。',
    outside: '"{pattern}" 位于本配置所在目录之外，未予读取（可使用 --allow-include-outside）。',
    cycle: '"{pattern}" 包含了自身；keepalived 会反复读取，直到无法再打开文件。',
    deep: '这里的包含嵌套过深，未再继续读取。',
  },
  'syntax/include-misplaced': {
    condition: '条件之后的包含会被读取两次（父进程读一次，各子进程再读一次）。',
    brace: '花括号之后的包含会被读取两次（父进程读一次，各子进程再读一次）。',
    generator: '序列生成式中的包含会被读取两次（父进程读一次，各子进程再读一次），而且排在其余展开内容之后。',
    definition: '定义中的包含会被读取两次（父进程读一次，各子进程再读一次），而且排在其余展开内容之后。',
  },
  'syntax/invalid-enum-value': {
    default: '"{value}" 不是 {keyword} 的有效值，应为：{expected}。',
    suggest: '"{value}" 不是 {keyword} 的有效值；是否想写 "{suggestion}"？应为：{expected}。',
    removed: 'keepalived {target} 已不再识别 {keyword} 的值 "{value}"。',
    replace: '改为 "{suggestion}"',
  },
  'syntax/invalid-generator': {
    default: '"{text}" 无法执行；keepalived 会忽略该行。',
    long: '"{text}" 展开的行数超出 kalint 的处理上限；展开的内容未作检查。',
  },
  'syntax/invalid-value': {
    default: '"{value}" 不是 {keyword} 的有效值，应为：{expected}。',
    item: '"{value}" 在 {keyword} 中无效，应为：{expected}。',
    length: '"{value}" 有 {length} 个字符；{keyword} 的值应为：{expected}。',
    twice: '{keyword} 的这一行中两次给出了 "{value}"。',
  },
  'syntax/keyword-needs-version': {
    fraction: '{of} {keyword}：keepalived 从 {since} 起才接受小数；{target} 会忽略这一行。',
    default: '"{keyword}" 自 keepalived {since} 版本起才可识别；目标版本为 {target}，该行会被忽略。',
    word: '"{keyword}"（用于 {of}）自 keepalived {since} 版本起才可识别；目标版本为 {target}。',
  },
  'syntax/line-too-long': {
    default: '该行超过 1022 字节：keepalived 会把超出的部分当作单独的一行读取。',
  },
  'syntax/misplaced-condition': {
    second: '"{text}" 会被当作关键字：一行只能有一个条件，这一行已经有 "{first}"。请为每个 id 各写一行。',
    late: '"{text}" 会被当作 {keyword} 的值；条件和生成器只在行首有效。',
  },
  'syntax/misplaced-directive': {
    default: '"{keyword}" 应写在 {right} 中，而不是 {block} 中；keepalived 在这里忽略它。',
    instead: '"{keyword}" 不是 {block} 的关键字；这里应写 "{instead}"。',
    replace: '改为 "{instead}"',
  },
  'syntax/missing-argument': {
    default: '{keyword} 缺少参数，应为：{expected}；keepalived 会忽略该行。',
    exit: '{keyword} 缺少参数，应为：{expected}；keepalived 读到这里就会停止，整个配置的其余部分不再读取。',
    crash: '{keyword} 缺少参数，应为：{expected}；keepalived 会在这里崩溃。',
    skip: '{keyword} 缺少参数，应为：{expected}；keepalived 会跳过整个配置块。',
    item: '{keyword} 的这一项缺少参数，应为：{expected}；keepalived 会忽略该项。',
  },
  'syntax/missing-block': {
    default: '{keyword} 之后需要用花括号括起的配置块；keepalived 会把后面的行当作它的内容。',
  },
  'syntax/nul-byte': {
    default: '此处有一个 NUL 字节：keepalived 会忽略该行（2.4.0 之前的版本忽略该行的其余部分）。',
    utf16: '该文件采用 UTF-16 编码，keepalived 无法读取；请另存为 UTF-8。',
  },
  'syntax/several-directives-on-one-line': {
    default: '"{word}" 在这里不会开始一条新指令：keepalived 把它当作 {keyword} 的多余单词而忽略。',
    split: '把 "{word}" 移到单独的一行',
  },
  'syntax/stray-backslash': {
    default: '这里不支持续行：反斜杠会成为最后一个单词的一部分，下一行则是一条独立的指令。',
    remove: '删除反斜杠',
  },
  'syntax/typographic-characters': {
    default: '此处是 {name}（U+{code}），只是看起来像 ASCII 字符；keepalived 会把它当作单词的一部分。',
    remove: '此处有 {name}（U+{code}）；keepalived 会把它当作单词的一部分。',
    fix: '替换为 ASCII 字符',
  },
  'syntax/unbalanced-braces': {
    unclosed: '配置块 {block} 没有结束：缺少对应的 "}"。keepalived 会把后面的内容当作它的一部分。',
    brace: '花括号不匹配：缺少 {missing} 个 "}"，或者多了同样数量的 "{"。',
    close: '这个 "}" 没有对应的 "{"。',
    surplus: '这个 "}" 是多余的：它提前结束了 {block}，keepalived 会把后面的内容当作上一层的内容。',
  },
  'syntax/undefined-variable': {
    default: '${name} 在此之前没有定义；keepalived 会原样保留 "{text}"。',
    braces: '${name} 在此之前没有定义；keepalived 会把 "{text}" 中的花括号当作配置块的花括号。',
    suggest: '${name} 在此之前没有定义；是否想写 ${suggestion}？',
    spaced: '定义的 "=" 前面不能有空格：请写 {definition}。keepalived 会把 {text} 当作未知的关键字。',
    join: '写为 {definition}',
    parameters: '{name} 的参数与此不同；keepalived 不会替换它。',
    define: '改为 ${suggestion}',
  },
  'syntax/unexpected-block': {
    default: '这里不应出现配置块；keepalived 会忽略 "{"，而对应的 "}" 会结束外层配置块。',
    directive: '{keyword} 不带配置块；keepalived 会忽略 "{"，而对应的 "}" 会结束外层配置块。',
    list: '在列表 {keyword} 中，"{" 会被当作一项，而下一个 "}" 会结束该列表。',
  },
  'syntax/unknown-keyword': {
    default: '未知关键字 "{keyword}"，它不是 {block} 的关键字；keepalived 会忽略该行。',
    suggest: '未知关键字 "{keyword}"，它不是 {block} 的关键字；是否想写 "{suggestion}"？keepalived 会忽略该行。',
    block: '未知关键字 "{keyword}"，它不是 {block} 的关键字；keepalived 会把花括号内的内容当作直接写在 {block} 中来读取，而 "}" 会结束 {block}。',
    suggestBlock: '未知关键字 "{keyword}"，它不是 {block} 的关键字；是否想写 "{suggestion}"？keepalived 会把花括号内的内容当作直接写在 {block} 中来读取。',
    replace: '改为 "{suggestion}"',
  },
  'syntax/unterminated-quote': {
    default: '该引号没有在本行内闭合；keepalived 会舍弃这个单词。',
    crash: '该引号没有在本行内闭合；keepalived 读取 misc_path 时会崩溃。',
    single: '该单引号没有闭合；keepalived 无法读取这条命令。',
    close: '在行尾补上引号',
  },
  'syntax/value-out-of-range': {
    zero: 'keepalived 不接受 {keyword} 0：它会报告此问题并改用 1。',
    default: '{keyword} {value} 超出取值范围，应为：{expected}。{effect}',
    nearest: '改为 {nearest}',
  },
};
