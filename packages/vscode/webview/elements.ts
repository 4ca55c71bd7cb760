type Child = Node | string;

interface Properties {
  readonly class?: string;
  readonly title?: string;
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Makes an element. Texts become text nodes: nothing that a file says is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, properties: Properties = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (properties.class !== undefined) made.className = properties.class;
  if (properties.title !== undefined) made.title = properties.title;
  if (properties.id !== undefined) made.id = properties.id;
  for (const [key, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(key, value);
  if (properties.onClick) made.addEventListener('click', properties.onClick);
  made.append(...children);
  return made;
}

/** Makes an element of a drawing. */
export function shape<K extends keyof SVGElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>>): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A button that leads to a line of a file; where there is no such line it is a mere text. */
export function jump(properties: Properties, place: number | undefined, reveal: (place: number) => void, ...children: readonly Child[]): HTMLElement {
  if (place === undefined) return element('span', properties, ...children);
  const attributes = { ...properties.attributes, type: 'button' };
  return element('button', { ...properties, attributes, onClick: () => { reveal(place); } }, ...children);
}
