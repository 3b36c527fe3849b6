/** An open loop in a process of its own: told as JSON in its first argument what to send; prints what came of it. */
import { openLoop } from './open-loop.ts'

const plan = JSON.parse(process.argv[2] ?? '{}') as {
  readonly port: number
  readonly perSecond: number
  readonly seconds: number
  readonly connections: number
  /** Several are asked for in turns. */
  readonly path: string | readonly string[]
  /** Of somebody who is signed in. */
  readonly cookie?: string
  /** The body of a form up to the name; absent: the page is asked for. */
  readonly hidden?: string
  readonly start?: number
}

const cookie = plan.cookie === undefined ? '' : `Cookie: ${plan.cookie}\r\n`
const pages = [plan.path]
  .flat()
  .map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: bench\r\n${cookie}Accept-Encoding: br\r\n\r\n`))
const page = (n: number): Buffer => pages[n % pages.length] ?? Buffer.of()

function form(n: number): Buffer {
  const number = (plan.start ?? 0) + n
  const body = `${plan.hidden}&name=Ada+${number}&email=live${number}%40mail${number % 997}.example&consent=1`
  const address = `10.${Math.floor(number / 62_500) % 250}.${Math.floor(number / 250) % 250}.${number % 250}`
  return Buffer.from(
    `POST ${[plan.path].flat()[0]} HTTP/1.1\r\nHost: bench\r\nX-Forwarded-For: ${address}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

console.log(JSON.stringify(await openLoop({ ...plan, request: plan.hidden === undefined ? page : form })))
