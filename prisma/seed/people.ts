import { cooperative, people } from '#db/demo/cooperative.ts'
import { courier } from '#db/demo/courier.ts'
import type { DemoAccountName } from '#db/demo/types.ts'
import { CHINA_REGIONS } from '#lib/catalog/regions.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import type { Member, Role } from '#lib/members/model.ts'
import { hashPassword } from '#lib/members/password.ts'

export interface DemoHouse {
  readonly cooperativeId: string
  readonly host: Member
  readonly manager: Member
  readonly mails: Readonly<Record<DemoAccountName, string>>
}

const ROLES = { host: 'HOST', packer: 'PACKER', manager: 'MANAGER' } as const satisfies Record<string, Role>

/** The cooperative, its five people and what its courier costs. */
export async function seedPeople(password: string, now: Date): Promise<DemoHouse> {
  const context = systemContext()
  const { slug, name, story, village, county } = cooperative
  const { id: cooperativeId } = await db().cooperative.upsert({
    where: { slug },
    update: {},
    create: { id: context.id('cooperative'), slug, name, story, village, county, createdAt: now },
  })
  await seedRates(cooperativeId)

  const passwordHash = await hashPassword(password)
  const members = new Map<DemoAccountName, Member>()
  for (const person of people) {
    const user = await db().user.upsert({
      where: { email: person.mail },
      // The password is the one that this start prints.
      update: { passwordHash },
      create: {
        id: context.id('user'),
        email: person.mail,
        name: person.name.zh,
        passwordHash,
        platformAdmin: person.platformAdmin,
        demo: true,
        createdAt: now,
      },
    })
    const role = person.role && ROLES[person.role]
    if (role)
      await db().membership.upsert({
        where: { cooperativeId_userId_role: { cooperativeId, userId: user.id, role } },
        update: {},
        create: { cooperativeId, userId: user.id, role, createdAt: now },
      })
    members.set(person.account, {
      kind: 'user',
      id: user.id,
      name: user.name,
      email: user.email,
      platformAdmin: user.platformAdmin,
      memberships: role ? [{ cooperativeId, roles: [role] }] : [],
    })
  }
  const mails = Object.fromEntries(people.map(({ account, mail }) => [account, mail]))
  return {
    cooperativeId,
    host: one(members, 'host'),
    manager: one(members, 'manager'),
    mails: mails as Record<DemoAccountName, string>,
  }
}

/** The demo prices by province; the house by region: a region costs what its dearest province does. */
async function seedRates(cooperativeId: string): Promise<void> {
  const rows = CHINA_REGIONS.flatMap((region) => {
    const codes = new Set(region.provinces.map(({ code }) => code))
    const slugs = new Set(
      courier.provinces.filter(({ code }) => codes.has(code)).map(({ region: slug }) => slug),
    )
    const steps = courier.regions.filter(({ slug }) => slugs.has(slug)).flatMap((row) => row.steps)
    return [...Map.groupBy(steps, ({ upToGrams }) => upToGrams)].map(([upToGrams, same]) => ({
      cooperativeId,
      region: region.code,
      upToGrams,
      price: Math.max(...same.map(({ fen }) => fen)),
    }))
  })
  await db().courierRate.createMany({ data: rows, skipDuplicates: true })
}

function one(members: ReadonlyMap<DemoAccountName, Member>, account: DemoAccountName): Member {
  const member = members.get(account)
  if (!member) throw new Error(`the demo has no ${account}`)
  return member
}
