import { freshSlug, newId, slugOf, type Means, type OrganizationId } from '#kernel'
import { nameRegister } from './name-register.ts'
import { strictKey } from './name.ts'
import type { Organization } from './sign-on.ts'
import type { KeyedOrganization } from './store-organizations.ts'

/** An organization that no row of the campaign names yet, with the key it will be recognized by. */
export type NewOrganization = Organization & { readonly strictKey: string }

/** A campaign's organizations as lines of a list find them. `added` grows by each that a line names first. */
export type OrganizationRegister = {
  readonly recognize: (line: { readonly name: string; readonly sortKey?: string | undefined }) => KeyedOrganization
  readonly added: readonly NewOrganization[]
}

/**
 * Knows the campaign's organizations by spelling; a name that only looks like another is another. `isApart`: every line
 * names an organization of its own, however it is spelled.
 */
export function organizationRegister(
  known: readonly KeyedOrganization[],
  means: Means,
  isApart = false,
): OrganizationRegister {
  const register = nameRegister(known.map((one) => [one.name, one] as const))
  const slugs = new Set(known.map(({ slug }) => slug))
  const added: NewOrganization[] = []
  const recognize: OrganizationRegister['recognize'] = ({ name, sortKey }) => {
    const there = isApart ? undefined : register.find(name)
    if (there) return there
    const slug = freshSlug(slugOf(name) || 'organization', slugs)
    slugs.add(slug)
    const id = newId<OrganizationId>(means)
    const fresh: NewOrganization = { id, slug, name, sortKey, aliases: [], strictKey: strictKey(name) }
    register.keep(name, fresh)
    added.push(fresh)
    return fresh
  }
  return { recognize, added }
}
