/** An id as the database writes it (a UUID), from what an address or a form says; the database takes nothing else. */
export function readId<Id extends string>(text: string | null | undefined): Id | undefined {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '') ? (text as Id) : undefined
}
