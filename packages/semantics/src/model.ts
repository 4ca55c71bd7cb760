import type { BlockPath, Blocks } from '@kaconf/schema';
import type { Block, Directive, Item } from './block.ts';
import type { Value } from './value.ts';

/** Arguments as the signature has them, each a `Value`; lists stay lists. */
export type ValuesOf<A> = { readonly [K in keyof A]: NonNullable<A[K]> extends readonly (infer E)[] ? readonly Value<E>[] : Value<NonNullable<A[K]>> | Extract<A[K], undefined> };

type KeywordsOf<P extends BlockPath> = Blocks[P]['keywords'];
type Name<P extends BlockPath> = keyof KeywordsOf<P> & string;
type ArgsOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly args: infer A } ? ValuesOf<A> : never;
type ItemsOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly items: infer I } ? ValuesOf<I> : never;
type BodyOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly body: infer B } ? (B extends BlockPath ? B : never) : never;

/** A directive whose arguments are typed by its keyword. */
export type DirectiveOf<P extends BlockPath, K extends Name<P>> = Omit<Directive, 'args'> & { readonly args: ArgsOf<P, K> };

export type ItemOf<P extends BlockPath, K extends Name<P>> = Omit<Item, 'args'> & { readonly args: ItemsOf<P, K> };

/** A block whose keywords are known: a misspelt one does not compile. */
export type BlockOf<P extends BlockPath> = Omit<Block, 'args' | 'get' | 'has' | 'all' | 'blocks' | 'itemsOf'> & {
  readonly args: ValuesOf<Blocks[P]['header']>;
  get<K extends Name<P>>(name: K): DirectiveOf<P, K> | undefined;
  has(name: Name<P>): boolean;
  all<K extends Name<P>>(name: K): readonly DirectiveOf<P, K>[];
  blocks<K extends Name<P>>(name: K): readonly BlockOf<BodyOf<P, K>>[];
  itemsOf<K extends Name<P>>(name: K): readonly ItemOf<P, K>[];
};
