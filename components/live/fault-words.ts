import type { FaultWords } from '#lib/kernel/locale.ts'
import type { ChatFault, LiveFault } from '#lib/live/model.ts'

const SHOW_UNKNOWN = {
  zh: () => '这场直播不存在。',
  en: () => 'There is no such show.',
  fr: () => 'Ce direct n’existe pas.',
}

const NOT_ALLOWED = {
  zh: () => '您在这场直播里没有这个权限。',
  en: () => 'You may not do this in this show.',
  fr: () => 'Vous ne pouvez pas faire cela dans ce direct.',
}

/** What preparing and running a show may answer. */
export const LIVE_FAULT_WORDS: FaultWords<LiveFault> = {
  'show-unknown': SHOW_UNKNOWN,
  'not-allowed': NOT_ALLOWED,
  'show-closed': {
    zh: () => '直播现在的状态不允许这样做，刷新一下看看最新情况。',
    en: () => 'The show’s state does not allow this now. Reload to see where it stands.',
    fr: () => 'L’état du direct ne le permet pas. Rechargez pour voir où il en est.',
  },
  'time-past': {
    zh: () => '这个时间已经过了，请选一个以后的时间。',
    en: () => 'That time has passed. Choose a later one.',
    fr: () => 'Cette heure est passée. Choisissez-en une plus tardive.',
  },
  'poster-unknown': {
    zh: () => '找不到这张海报，请重新上传。',
    en: () => 'The poster is not there. Upload it again.',
    fr: () => 'L’affiche est introuvable. Envoyez-la de nouveau.',
  },
  'line-up-full': {
    zh: ({ max }) => `一场直播最多安排 ${max} 个商品，请先移除一个。`,
    en: ({ max }) => `A show has at most ${max} products. Take one out first.`,
    fr: ({ max }) => `Un direct présente ${max} produits au plus. Retirez-en un d’abord.`,
  },
  'product-foreign': {
    zh: () => '只能安排本合作社的商品。',
    en: () => 'Only your own cooperative’s products can be lined up.',
    fr: () => 'Seuls les produits de votre coopérative peuvent être présentés.',
  },
  'product-twice': {
    zh: () => '同一个商品只能安排一次。',
    en: () => 'A product can be lined up once only.',
    fr: () => 'Un produit ne peut être présenté qu’une fois.',
  },
  'variant-foreign': {
    zh: () => '价格里有不属于该商品的规格，请刷新后重试。',
    en: () => 'A price belongs to another product’s pack. Reload and try again.',
    fr: () => 'Un prix appartient au conditionnement d’un autre produit. Rechargez et réessayez.',
  },
  'not-listed': {
    zh: () => '这个商品不在本场商品里，请先添加。',
    en: () => 'This product is not lined up for the show. Add it first.',
    fr: () => 'Ce produit n’est pas prévu dans ce direct. Ajoutez-le d’abord.',
  },
  'not-for-sale': {
    zh: () => '这个商品还没有上架，或者没有可卖的规格。',
    en: () => 'This product is not published, or no pack of it is on sale.',
    fr: () => 'Ce produit n’est pas publié, ou aucun conditionnement n’est en vente.',
  },
  'email-needed': {
    zh: () => '请写下邮箱，我们才能提醒您。',
    en: () => 'We need a mail address to remind you.',
    fr: () => 'Il nous faut une adresse pour vous prévenir.',
  },
}

/** What the chat may answer. */
export const CHAT_FAULT_WORDS: FaultWords<ChatFault> = {
  'show-unknown': SHOW_UNKNOWN,
  'not-allowed': NOT_ALLOWED,
  'show-closed': {
    zh: () => '聊天已经关闭。',
    en: () => 'The chat is closed.',
    fr: () => 'La discussion est fermée.',
  },
  'nothing-said': {
    zh: () => '里面没有可以显示的文字。',
    en: () => 'There is nothing in it to read.',
    fr: () => 'Il n’y a rien à lire.',
  },
  'said-too-much': {
    zh: ({ max }) => `一次最多 ${max} 个字。`,
    en: ({ max }) => `At most ${max} characters at a time.`,
    fr: ({ max }) => `${max} caractères au plus à la fois.`,
  },
  'said-already': {
    zh: () => '这句话您刚刚说过了。',
    en: () => 'You just said that.',
    fr: () => 'Vous venez de le dire.',
  },
  'nickname-needed': {
    zh: () => '请先取个昵称。',
    en: () => 'Choose a nickname first.',
    fr: () => 'Choisissez d’abord un pseudo.',
  },
  'nickname-too-long': {
    zh: ({ max }) => `昵称最多 ${max} 个字。`,
    en: ({ max }) => `A nickname has at most ${max} characters.`,
    fr: ({ max }) => `Un pseudo a ${max} caractères au plus.`,
  },
  'nickname-taken': {
    zh: () => '这个昵称太像主播了，换一个吧。',
    en: () => 'This nickname looks like the host’s. Choose another.',
    fr: () => 'Ce pseudo ressemble à celui de l’hôtesse. Choisissez-en un autre.',
  },
  muted: {
    zh: () => '主播已让您在这场直播里静音。',
    en: () => 'The host has muted you in this show.',
    fr: () => 'L’hôtesse vous a rendu muet dans ce direct.',
  },
  'message-unknown': {
    zh: () => '这条消息已经不在了。',
    en: () => 'That message is gone already.',
    fr: () => 'Ce message n’est plus là.',
  },
  'author-unknown': {
    zh: () => '找不到说这句话的人。',
    en: () => 'Nobody by that name spoke here.',
    fr: () => 'Personne de ce nom n’a parlé ici.',
  },
  'author-is-staff': {
    zh: () => '不能让主播或助理静音。',
    en: () => 'Hosts and assistants cannot be muted.',
    fr: () => 'On ne peut pas faire taire une hôtesse ou une assistante.',
  },
}
