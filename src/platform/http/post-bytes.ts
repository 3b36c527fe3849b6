const timeoutMilliseconds = 10_000

/**
 * Posts bytes to an address of the operator's choice, and follows no redirect.
 * @param bytesAtMost a longer answer is none.
 * @returns what was answered with status 200; `undefined` for anything else, and when nothing came within 10 seconds.
 */
export async function postBytes(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  { contentType, bytesAtMost }: { readonly contentType: string; readonly bytesAtMost: number },
): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: bytes,
      headers: { 'Content-Type': contentType },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    })
    if (answer.status !== 200) return undefined
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > bytesAtMost) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch {
    return undefined
  }
}
