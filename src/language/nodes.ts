/** Finding one's way in the object literals of a declaration. */
import type { AnyNode } from 'acorn';

/** The key of an object property, or undefined when it is computed or a spread. */
export function propertyKey(property: AnyNode): string | undefined {
  if (property.type !== 'Property' || property.computed) return undefined;
  if (property.key.type === 'Identifier') return property.key.name;
  if (property.key.type === 'Literal') return String(property.key.value);
  return undefined;
}

/** The node that a path of keys and indices leads to, as deep as the text has it. */
export function nodeAt(root: AnyNode, path: readonly (string | number)[]): AnyNode {
  let node = root;
  for (const step of path) {
    let container = node;
    while (container.type === 'CallExpression' && container.arguments[0] !== undefined)
      container = container.arguments[0];
    let next: AnyNode | null | undefined;
    if (container.type === 'ObjectExpression') {
      const property = container.properties.find((candidate) => propertyKey(candidate) === String(step));
      if (property?.type === 'Property') {
        next = property.value;
        // An objection to a whole entry, or to its name, points at the name.
        if (step === path.at(-1) && (next.type === 'ObjectExpression' || next.type === 'CallExpression'))
          return property.key;
      }
    } else if (container.type === 'ArrayExpression') {
      next = container.elements[Number(step)];
    }
    if (!next) return container;
    node = next;
  }
  return node;
}
