import type { BlockPath, Blocks } from '@kaconf/schema';
import type { Block, Directive, Item } from './block.ts';
import type { Given, Value } from './value.ts';

/** Arguments as the signature has them, each a `Value`; lists stay lists. */
export type ValuesOf<A> = { readonly [K in keyof A]: NonNullable<A[K]> extends readonly (infer E)[] ? readonly Value<E>[] : Value<NonNullable<A[K]>> | Extract<A[K], undefined> };

type KeywordsOf<P extends BlockPath> = Blocks[P]['keywords'];
type Name<P extends BlockPath> = keyof KeywordsOf<P> & string;
type ArgsOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly args: infer A } ? ValuesOf<A> : never;
type ItemsOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly items: infer I } ? ValuesOf<I> : never;
type BodyOf<P extends BlockPath, K extends Name<P>> = KeywordsOf<P>[K] extends { readonly body: infer B } ? (B extends BlockPath ? B : never) : never;

/** A directive whose arguments are typed by its keyword. */
export type DirectiveOf<P extends BlockPath, K extends Name<P>> = Omit<Directive, 'args' | 'argument'> & Giving<ArgsOf<P, K>>;

export type ItemOf<P extends BlockPath, K extends Name<P>> = Omit<Item, 'args' | 'argument'> & Giving<ItemsOf<P, K>>;

/** Arguments with their places, or one of them without. */
interface Giving<A> {
  readonly args: A;
  argument<N extends keyof A & string>(name: N): Given<ValueIn<A[N]>> | undefined;
}

type ValueIn<V> = V extends readonly (infer E)[] ? ValueIn<E> : V extends { readonly kind: 'known'; readonly value: infer T } ? T : never;

/** A block whose keywords are known: a misspelt one does not compile. */
export type BlockOf<P extends BlockPath> = Omit<Block, 'args' | 'argument' | 'get' | 'has' | 'all' | 'blocks' | 'itemsOf'> & Giving<ValuesOf<Blocks[P]['header']>> & {
  get<K extends Name<P>>(name: K): DirectiveOf<P, K> | undefined;
  has(name: Name<P>): boolean;
  all<K extends Name<P>>(name: K): readonly DirectiveOf<P, K>[];
  blocks<K extends Name<P>>(name: K): readonly BlockOf<BodyOf<P, K>>[];
  itemsOf<K extends Name<P>>(name: K): readonly ItemOf<P, K>[];
};
