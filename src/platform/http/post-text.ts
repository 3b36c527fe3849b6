/** What a server answered to a text. */
export type TextAnswer = { readonly status: number; readonly contentType: string; readonly text: string }

const timeoutMilliseconds = 10_000

/**
 * Posts a text to an address of the operator's choice, and follows no redirect.
 * @param bytesAtMost longer answers are cut off there.
 * @returns `undefined` when there is no answer within 10 seconds.
 */
export async function postText(url: string, text: string, bytesAtMost = 64 * 1024): Promise<TextAnswer | undefined> {
  const signal = AbortSignal.timeout(timeoutMilliseconds)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: text,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal,
    })
    const contentType = answer.headers.get('content-type') ?? ''
    return { status: answer.status, contentType, text: await textOf(answer, bytesAtMost) }
  } catch {
    return undefined
  }
}

async function textOf(answer: Response, bytesAtMost: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= bytesAtMost) break
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, bytesAtMost))
}
