import { z } from 'zod'
import { routes } from '../../src/web/routes.ts'
import { authenticator } from './authenticator.ts'
import type { Desk } from './organizer-web.ts'

/** Adds a passkey by the page's own addresses, with an authenticator of software, at the tests' public address. */
export async function addPasskeyFor(desk: Desk, name: string): Promise<void> {
  const device = authenticator({ host: 'letters.example', origin: 'https://letters.example' })
  const offered = z.object({ challenge: z.string() }).parse(await (await desk.post(routes.offerPasskey())).json())
  await desk.post(routes.addPasskey(), { name, answer: JSON.stringify(device.make(offered)) })
}
