import fc from 'fast-check';

/** Words that are spelt in every way that keepalived knows. */
const words = fc.constantFrom(
  'weight', '10', 'eth0', '192.0.2.1/24', '"a   b"', '"{ } # !"', '""', 'a"b', "'x  y'", 'a\\b', '\\', '$X', '${X}', '${MANY}', '$MANY', '${_RANDOM 1 2}', '$X.y', 'script', 'notify', '負荷', '"@lb1"', 'é',
);
const gap = fc.constantFrom(' ', '  ', '\t', ' \t ', '');
const lead = fc.constantFrom('', '', '  ', '\t', '        ');
const comment = fc.constantFrom('', '', '', ' # text', '# glued', '  ! other', ' # kafmt-ignored', '\t#界', ' # \\  ', ' # \\');
const newline = fc.constantFrom('\n', '\n', '\n', '\n\n', '\n\n\n', '\n   \n');
const prefix = fc.constantFrom('', '', '', '', '', '@lb1 ', '@^lb1   ', '@lb2\t', '~SEQ(N, 1,2)   ', '~LST(A,x,y) ');

const keyword = fc.oneof({ weight: 12, arbitrary: words.map((word) => `k${word}`) }, { weight: 1, arbitrary: fc.constantFrom('include', '"include"', '"$X=1"', '"~SEQ(N,1,2)"', '$X', '${X}', '~FOO') });
const statement = fc.tuple(lead, prefix, keyword, fc.array(fc.tuple(gap, words), { maxLength: 3 })).map(
  ([before, at, head, rest]) => `${before}${at}${head}${rest.map(([space, word]) => space + word).join('')}`,
);
const ownComment = fc.tuple(lead, fc.constantFrom('# text', '!text', '#\tx  y', '# kafmt-ignore', '# prettier-ignore', '# x \\', '# {')).map((parts) => parts.join(''));
const definition = fc.tuple(lead, fc.constantFrom('', '', '@lb1 '), fc.constantFrom(
  '$X=1', '$X=   a   b', '$MANY= \\\n   a \\\n b', '$MANY=k { \\\n  c   \\\n } ', '$E=', '$MANY=a \\\n', '$MANY=a \\\n  # no \\\n  b', '$X="q  q"',
)).map((parts) => parts.join(''));
const include = fc.tuple(lead, prefix, fc.constantFrom('include  a b.conf', 'includer\tc.conf')).map((parts) => parts.join(''));

/** Pieces of a configuration, with `{` and `}` balanced but placed anywhere. */
const { body } = fc.letrec<{ body: string; block: string; piece: string }>((tie) => ({
  body: fc.array(fc.tuple(tie('piece'), comment, newline), { maxLength: 4 }).map((pieces) => pieces.map((piece) => piece.join('')).join('')),
  piece: fc.oneof({ maxDepth: 3, depthIdentifier: 'piece' }, statement, ownComment, definition, include, tie('block')),
  block: fc.tuple(
    statement,
    fc.constantFrom(' {\n', '{\n', ' { ', '{', '\n{\n', '\n\n  { # c\n', ' # c\n  # d\n{ ', '\n # d\n{ # e\n', ' # \\\n{\n'),
    tie('body'),
    statement,
    fc.constantFrom('\n}', ' }', '}', '\n  } # c\n', '\n\n}'),
  ).map((parts) => parts.join('')),
}));

/** Texts with the tags of all template languages, well formed or not. */
export const templates = fc.array(
  fc.constantFrom(
    '{{ a }}', '{{ "x" }}', '{% if a %}', '{% else %}', '{% endif %}', '{% for x in y %}', '{% endfor %}', '{# c\n d #}', '<% if a -%>', '<%= b %>', '<% end %>', '<% a.each do |x| %>',
    '{{ if .a }}', '{{ end }}', '{{ else }}', '{{', '}}', '{%', ' {\n', '}\n', '{', '}', '\n', '\n', '\n', '\n\n', '  ', ' ', 'a', 'bc ', 'priority 1', '# c', ' # d\n', '"', '"q  q"', '$X=', ' \\\n',
    '@lb1 ', 'include ', '\t', '# kafmt-ignore\n',
  ),
  { maxLength: 25 },
).map((parts) => parts.join(''));

/** Configurations that keepalived could meet, densely packed with what is hard to print. */
export const configurations = body;
