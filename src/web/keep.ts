import type { Context, Hono } from 'hono'
import type { Means } from '#kernel'
import {
  answerFrom,
  type Database,
  type Handler,
  type Journal,
  type PageParts,
  type PageShelf,
  type StoredPage,
  type TrustedProxies,
  type Tx,
} from '#platform'
import type { ListPrinter, ListWork, Press } from '#publication'
import { errorResponse, type WebError } from './error-page.ts'
import { pageHeaders } from './headers.ts'
import type { Site } from './layout.ts'
import type { LogMeans } from './log-files.ts'
import type { AccountMeans } from './organize-means.ts'
import type { RepresentMeans } from './represent-means.ts'
import type { SigningMeans } from './signing-means.ts'

/** What the web room is given: everything it shows comes through these. */
export type WebMeans = Means & {
  readonly database: Database
  readonly shelf: PageShelf
  readonly site: Site
  readonly press: Press
  /** Works on letters' lists, however long. */
  readonly lists: ListWork
  /** Absent on a server that prints no whole lists: then no page offers it. */
  readonly printer?: ListPrinter
  readonly journal: Journal
  readonly trustedProxies: TrustedProxies
  /** Absent on a server that gathers no signatures: then no page of signing is there. */
  readonly signing?: SigningMeans
  /** Absent on a server without organizers: then no page for them is there. */
  readonly accounts?: AccountMeans
  /** Absent on a server that gathers no organizations: then no page for representatives is there. */
  readonly represent?: RepresentMeans
  /** Without it neither policy nor openings of the logs are published. */
  readonly log?: LogMeans
}

type Requests = Hono<{ readonly Bindings: Parameters<Handler>[1] }>

/** The router of this room: each request comes with where its connection comes from. */
export type Router = {
  readonly get: Requests['get']
  readonly post: Requests['post']
}

/** One half of it: what reads, or what writes. */
export type RouterHalf = Requests

/** A plain page that says why a request is not answered. */
export function refuse({ site }: WebMeans, error: WebError): Response {
  return errorResponse(error, site, pageHeaders)
}

/**
 * Sends what stands on the shelf under `path`, or builds it, once, and keeps it there while `subject` is unchanged;
 * built anew now and then while the numbers of the campaign `counts` move.
 */
export type Keep = (
  c: Context,
  place: { readonly path: string; readonly subject: string; readonly counts?: string },
  build: (tx: Tx, at: Date) => Promise<PageParts | undefined>,
) => Promise<Response>

/** The one way to the shelf: every stored page and file goes through it. */
export function keeper(means: WebMeans): Keep {
  return async (c, { path, subject, counts }, build) => {
    const page: StoredPage | undefined = await means.shelf.keep(path, { text: subject, count: counts }, () =>
      means.database.read((tx) => build(tx, means.now())),
    )
    return page ? answerFrom(page, c.req.raw) : refuse(means, 'not-found')
  }
}

/** Pages of everything on this server change with any campaign. */
export const everything = '*'

/** The names in an address of a campaign's letter; empty where the address has none. */
export function placeOf(c: Context): { readonly campaign: string; readonly letter: string; readonly edition: string } {
  const { campaign = '', letter = '', edition = '' } = c.req.param() as Readonly<Record<string, string>>
  return { campaign, letter, edition }
}
