import type { LetterId, SignatureId } from '#kernel'
import type { NamedLetter, NamedVersion } from './settings.ts'

/** How a signature stands. No secret to its bearer: the log says of every leaf whether it is held. */
export type SignatureStatus = 'confirmed' | 'withheld' | 'withdrawn' | 'invalidated' | 'erased'

/** A signature with all we hold of its bearer: for its bearer alone. */
export type MySignature = {
  readonly id: SignatureId
  readonly letterId: LetterId
  readonly letter: NamedLetter
  readonly versions: readonly NamedVersion[]
  /** Of its leaf in the campaign's log. */
  readonly index: number
  readonly status: Exclude<SignatureStatus, 'erased'>
  readonly name: string
  readonly email: string
  readonly place: string | undefined
  readonly occupation: string | undefined
  readonly comment: string | undefined
  readonly commentState: 'none' | 'waiting' | 'shown' | 'refused'
  /** Its bearer asked for the name on the public list. */
  readonly showsName: boolean
  readonly hears: boolean
  readonly hearFrom: string | undefined
  /** The words agreed to. */
  readonly consent: string
  readonly language: string
  readonly wishedAt: Date
  readonly confirmedAt: Date
  readonly endedAt: Date | undefined
}

/** What changing one's own signature can come to. */
export type MineOutcome =
  | { readonly kind: 'done' }
  /** There is no such signature, or it was erased. */
  | { readonly kind: 'gone' }

/** Whoever stands on the public list of supporters, as they stand there. */
export type Supporter = {
  /** Of the leaf; the list's order. */
  readonly index: number
  readonly name: string
  readonly place: string | undefined
  readonly occupation: string | undefined
  /** Only once it was reviewed. */
  readonly comment: string | undefined
}
