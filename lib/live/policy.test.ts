import { expect, test } from 'vitest'
import { type Actor, type Role, THE_HOUSE } from '#lib/members/model.ts'
import { mayAssist, mayHost, mayStop, partOf } from './policy.ts'

const member = (id: string, role: Role | null, cooperativeId = 'cop_own', platformAdmin = false): Actor => ({
  kind: 'user',
  id,
  name: id,
  email: `${id}@example.org`,
  platformAdmin,
  memberships: role ? [{ cooperativeId, roles: [role] }] : [],
})
const PEOPLE: Record<string, Actor> = {
  guest: { kind: 'guest', id: 'gst_1' },
  viewer: member('usr_viewer', null),
  packer: member('usr_packer', 'PACKER'),
  assistant: member('usr_assistant', 'ASSISTANT'),
  host: member('usr_host', 'HOST'),
  manager: member('usr_manager', 'MANAGER'),
  foreignHost: member('usr_foreign', 'HOST', 'cop_other'),
  admin: member('usr_admin', null, '', true),
  house: THE_HOUSE,
}
const who = (may: (actor: Actor) => boolean) =>
  Object.entries(PEOPLE)
    .filter(([, actor]) => may(actor))
    .map(([name]) => name)

test('who hosts, who assists, who stops', () => {
  expect(who((actor) => mayHost(actor, 'cop_own'))).toEqual(['host', 'manager', 'admin', 'house'])
  expect(who((actor) => mayAssist(actor, 'cop_own'))).toEqual([
    'assistant',
    'host',
    'manager',
    'admin',
    'house',
  ])
  expect(who(mayStop)).toEqual(['admin', 'house'])
})

test('the part beside the words', () => {
  const show = { cooperativeId: 'cop_own', hostId: 'usr_viewer' }
  const parts = Object.fromEntries(Object.entries(PEOPLE).map(([name, actor]) => [name, partOf(actor, show)]))
  expect(parts).toMatchObject({
    guest: 'viewer',
    packer: 'viewer',
    assistant: 'assistant',
    host: 'host',
    foreignHost: 'viewer',
    // Hosts this show although the role was taken away since.
    viewer: 'host',
  })
})
