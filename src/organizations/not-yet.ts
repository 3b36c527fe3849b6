import type { SealedMeans } from './begin.ts'
import { Fault, type Means } from '#kernel'
import type { Composers, MailIds, Tx, Vault } from '#platform'

const notYet = (): never => {
  throw new Fault('internal', 'not built yet')
}

/** Deletes what has been kept long enough. */
export async function keepSignOns(
  _tx: Tx,
  _means: SealedMeans,
): Promise<{ readonly done: number; readonly more: boolean }> {
  return notYet()
}

/** Seals and marks everything anew. */
export async function renewSignOnSeals(
  _tx: Tx,
  _vaults: { readonly before: Vault; readonly after: Vault },
): Promise<number> {
  return notYet()
}

/** Where links of mails lead: absolute addresses, made of the link's secret part by whoever owns the addresses. */
export type SignOnMailLinks = {
  /** To sign on: /join/LINK. */
  readonly gather: (link: string) => string
  /** A representative's own page: /sign-on/LINK. */
  readonly signOn: (link: string) => string
}

/** The mails of this room by kind. */
export function signOnComposers(_vault: Vault, _links: SignOnMailLinks): Composers {
  return notYet()
}

/** Notes whose mails came back. */
export async function noteReturnedSignOnMails(
  _tx: Tx,
  _mails: readonly { readonly kind: string; readonly ids: MailIds }[],
  _means: Pick<Means, 'now'>,
): Promise<void> {
  return notYet()
}
