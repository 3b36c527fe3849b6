import { fieldsOf } from './signers.ts'

/** What a person types and ticks. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** The kinds of links that mails have. */
export type MailedLink = 'confirm' | 'not-me' | 'signed' | 'unsubscribe'

/** People at a running server, signing as browsers without JavaScript do; their mail is in its development mailbox. */
export type SignersAt = {
  /** The body of a page that must be there. */
  readonly page: (path: string) => Promise<string>
  /** Posts a form as a page of the same site would; redirects are not followed. */
  readonly post: (path: string, typed?: Typed) => Promise<Response>
  /** Fills in the form of an edition. @returns the path of the page after it. */
  readonly wish: (edition: string, typed: Typed) => Promise<string>
  /** Every link of every mail to an address, once `count` mails are there. */
  readonly linksTo: (email: string, count?: number) => Promise<readonly string[]>
  /** The newest mailed link of a kind. */
  readonly linkTo: (email: string, kind: MailedLink) => Promise<string>
  /** Wishes, reads the mail and confirms. @returns the path of the signature's own page. */
  readonly sign: (edition: string, typed: Typed & { readonly email: string }) => Promise<string>
}

/** People at the server of an address. */
export function signersAt(url: string): SignersAt {
  const page = async (path: string): Promise<string> => {
    const answer = await fetch(url + path)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return await answer.text()
  }
  const post = async (path: string, typed: Typed = {}): Promise<Response> => {
    const pairs = Object.entries(typed).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    )
    return await fetch(url + path, {
      method: 'POST',
      body: new URLSearchParams(pairs).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
      redirect: 'manual',
    })
  }
  const wish = async (edition: string, typed: Typed): Promise<string> => {
    const filled = { ...fieldsOf(await page(`${edition}/sign`)), name: 'Ada Example', consent: '1', ...typed }
    const answer = await post(`${edition}/sign`, filled)
    if (answer.status !== 303) throw new Error(`the form was answered with ${answer.status}`)
    return answer.headers.get('location') ?? ''
  }
  const mailsTo = async (email: string): Promise<readonly string[]> => {
    const box = await page('/dev/mail')
    const found = [...box.matchAll(/href="(\/dev\/mail\/\d+)"[^]*?<bdi>([^<]*)<\/bdi>/g)]
    return await Promise.all(found.flatMap(([, path = '', to]) => (to === email ? [page(path)] : [])))
  }
  const linksTo = async (email: string, count = 1): Promise<readonly string[]> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const mails = await mailsTo(email)
      const links = mails.flatMap((mail) => [...mail.matchAll(/<a href="([^"]+)">http/g)].map(([, link = '']) => link))
      if (mails.length >= count) return links
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`fewer than ${count} mails to ${email}`)
  }
  const linkTo = async (email: string, kind: MailedLink): Promise<string> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const link = (await linksTo(email)).find((one) => one.startsWith(`/${kind}/`))
      if (link !== undefined) return link
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`no link ${kind} to ${email}`)
  }
  return {
    page,
    post,
    wish,
    linksTo,
    linkTo,
    sign: async (edition, typed) => {
      await wish(edition, typed)
      const answer = await post(await linkTo(typed.email, 'confirm'))
      if (answer.status !== 303) throw new Error(`confirming was answered with ${answer.status}`)
      return answer.headers.get('location') ?? ''
    },
  }
}
