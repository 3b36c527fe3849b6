import { makeKey, makeMailKey, type SecretKeys } from './secrets.ts'

/** The uses of which a second key can stand beside the first for a while. */
export type RotatedUse = 'log' | 'seal' | 'link' | 'mail'

/** The keys after a step of a rotation, or why that step is not the next. */
export type Rotation =
  | { readonly kind: 'changed'; readonly secrets: SecretKeys }
  | { readonly kind: 'in-rotation' }
  | { readonly kind: 'not-in-rotation' }

/** Begins a rotation: a new key beside the one there is. Only one rotation of a use at a time. */
export async function rotateKey(secrets: SecretKeys, use: RotatedUse, at: Date): Promise<Rotation> {
  if (secrets[use].length > 1) return { kind: 'in-rotation' }
  const changed =
    use === 'mail'
      ? { ...secrets, mail: [...secrets.mail, await makeMailKey(at)] }
      : { ...secrets, [use]: [...secrets[use], makeKey(secrets[use], at)] }
  return { kind: 'changed', secrets: changed }
}

/** Ends a rotation: the old key goes, for good. */
export function retireKey(secrets: SecretKeys, use: RotatedUse): Rotation {
  if (secrets[use].length < 2) return { kind: 'not-in-rotation' }
  return { kind: 'changed', secrets: { ...secrets, [use]: secrets[use].slice(1) } }
}

/** Another identity key in the place of the one there is: everything marked under it has to be marked anew. */
export function rotateIdentity(secrets: SecretKeys, at: Date): SecretKeys {
  return { ...secrets, identity: { madeAt: at, key: makeKey([], at).key } }
}
