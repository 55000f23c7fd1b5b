import { inLocale, type Locale, type Localised } from '#lib/kernel/locale.ts'
import { INVITATION_DAYS, type Role } from '#lib/members/model.ts'
import type { Letter } from '../model.ts'
import { letter } from './letter.ts'

const ROLE: Record<Locale, Record<Role, string>> = {
  zh: { HOST: '主播', ASSISTANT: '助播', PACKER: '打包员', MANAGER: '负责人' },
  en: { HOST: 'a host', ASSISTANT: 'an assistant', PACKER: 'a packer', MANAGER: 'a manager' },
  fr: {
    HOST: 'à l’antenne',
    ASSISTANT: 'en assistance d’antenne',
    PACKER: 'à la préparation des colis',
    MANAGER: 'à la gestion',
  },
}

const WORDS = {
  zh: {
    subject: (cooperative: string) => `${cooperative}邀请您加入`,
    who: (by: string | null, cooperative: string, role: string) =>
      `${by ?? '负责人'}邀请您加入${cooperative}，担任${role}。`,
    accept: '接受邀请',
    rest: `链接 ${INVITATION_DAYS} 天内有效，只给您一个人。如果您不认识邀请您的人，忽略这封信就好。`,
  },
  en: {
    subject: (cooperative: string) => `${cooperative} invites you`,
    who: (by: string | null, cooperative: string, role: string) =>
      `${by ?? 'A manager'} invites you to work with ${cooperative} as ${role}.`,
    accept: 'Accept the invitation',
    rest: `The link is good for ${INVITATION_DAYS} days and for you alone. If you do not know who invites you, ignore this letter.`,
  },
  fr: {
    subject: (cooperative: string) => `${cooperative} vous invite`,
    who: (by: string | null, cooperative: string, role: string) =>
      `${by ?? 'La gestion'} vous invite à travailler avec ${cooperative}, ${role}.`,
    accept: 'Accepter l’invitation',
    rest: `Le lien est valable ${INVITATION_DAYS} jours et pour vous seulement. Si vous ne connaissez pas la personne qui vous invite, ignorez cette lettre.`,
  },
} satisfies Record<Locale, object>

export function invitationLetter(
  locale: Locale,
  given: {
    readonly cooperative: Localised
    readonly role: Role
    readonly invitedBy: string | null
    readonly url: string
  },
): Letter {
  const words = WORDS[locale]
  const cooperative = inLocale(given.cooperative, locale)
  return letter(locale, words.subject(cooperative), [
    { is: 'text', text: words.who(given.invitedBy, cooperative, ROLE[locale][given.role]) },
    { is: 'link', words: words.accept, url: given.url },
    { is: 'text', text: words.rest },
  ])
}
