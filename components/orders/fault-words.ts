import { PAYMENTS_FAULT_WORDS } from '#components/payments/fault-words.ts'
import { type FaultWords, inLocale, type Locale } from '#lib/kernel/locale.ts'
import { formatMoney } from '#lib/kernel/money.ts'
import type { NamedLine, OrdersFault } from '#lib/orders/model.ts'
import { orderStateWords } from './state-words.ts'

const UNNAMED: Readonly<Record<Locale, string>> = { zh: '该商品', en: 'this product', fr: 'ce produit' }

function nameOf({ title, pack }: NamedLine, locale: Locale): string {
  if (!title) return UNNAMED[locale]
  return pack ? `${inLocale(title, locale)} (${inLocale(pack, locale)})` : inLocale(title, locale)
}

const BETWEEN: Readonly<Record<Locale, string>> = { zh: '、', en: ', ', fr: ', ' }

const names = (lines: readonly NamedLine[], locale: Locale) =>
  lines.map((line) => nameOf(line, locale)).join(BETWEEN[locale])

type Short = NamedLine & { readonly wanted: number; readonly available: number }

const left: Readonly<Record<Locale, (line: Short) => string>> = {
  zh: (line) =>
    line.available > 0
      ? `${nameOf(line, 'zh')}只剩 ${line.available} 件，您要 ${line.wanted} 件。`
      : `${nameOf(line, 'zh')}已售完。`,
  en: (line) =>
    line.available > 0
      ? `Only ${line.available} left of ${nameOf(line, 'en')}; you asked for ${line.wanted}.`
      : `${nameOf(line, 'en')} is sold out.`,
  fr: (line) =>
    line.available > 0
      ? `Il n’en reste que ${line.available} : ${nameOf(line, 'fr')} (vous en vouliez ${line.wanted}).`
      : `Épuisé : ${nameOf(line, 'fr')}.`,
}

type Changed = NamedLine & { readonly seen: number; readonly now: number }

function newPrice(line: Changed, currency: string, locale: Locale): string {
  const price = (amount: number) => formatMoney({ amount, currency }, locale)
  const name = nameOf(line, locale)
  if (locale === 'zh') return `${name}：原 ${price(line.seen)}，现 ${price(line.now)}`
  if (locale === 'fr') return `${name} : ${price(line.seen)}, maintenant ${price(line.now)}`
  return `${name}: was ${price(line.seen)}, is now ${price(line.now)}`
}

export const ORDERS_FAULT_WORDS: FaultWords<OrdersFault> = {
  empty: {
    zh: () => '没有要买的东西。',
    en: () => 'There is nothing to buy.',
    fr: () => 'Il n’y a rien à acheter.',
  },
  'variant-gone': {
    zh: ({ lines }) => `${names(lines, 'zh')}已下架。`,
    en: ({ lines }) => `No longer for sale: ${names(lines, 'en')}.`,
    fr: ({ lines }) => `N’est plus en vente : ${names(lines, 'fr')}.`,
  },
  'price-changed': {
    zh: ({ lines, currency }) =>
      `价格变了，请再确认一次。${lines.map((line) => newPrice(line, currency, 'zh')).join('；')}。`,
    en: ({ lines, currency }) =>
      `The price has changed, please confirm again. ${lines.map((line) => newPrice(line, currency, 'en')).join('; ')}.`,
    fr: ({ lines, currency }) =>
      `Le prix a changé, veuillez confirmer. ${lines.map((line) => newPrice(line, currency, 'fr')).join(' ; ')}.`,
  },
  'sold-out': {
    zh: ({ lines }) => lines.map(left.zh).join(''),
    en: ({ lines }) => lines.map(left.en).join(' '),
    fr: ({ lines }) => lines.map(left.fr).join(' '),
  },
  'region-unknown': {
    zh: () => '快递送不到这个地区。',
    en: () => 'The courier does not deliver to this region.',
    fr: () => 'Le transporteur ne dessert pas cette région.',
  },
  'order-too-large': {
    zh: () => '一笔订单装不下这么多，请分几次下单，或联系合作社。',
    en: () => 'That is too much for one order. Please split it, or call the cooperative.',
    fr: () => 'C’est trop pour une seule commande : partagez-la, ou appelez la coopérative.',
  },
  'attempt-taken': {
    zh: () => '这张页面已经用过了，请刷新后再下单。',
    en: () => 'This page was used already. Please reload it and order again.',
    fr: () => 'Cette page a déjà servi. Rechargez-la puis commandez à nouveau.',
  },
  'cart-full': {
    zh: ({ most }) => `购物车最多放 ${most} 种商品。`,
    en: ({ most }) => `A cart holds ${most} different products at most.`,
    fr: ({ most }) => `Un panier contient ${most} produits différents au plus.`,
  },
  'not-in-cart': {
    zh: () => '购物车里已经没有它了。',
    en: () => 'It is no longer in your cart.',
    fr: () => 'Il n’est plus dans votre panier.',
  },
  'order-unknown': {
    zh: () => '找不到这笔订单。请从邮件里的链接打开，或先登录。',
    en: () => 'There is no such order. Open it from the link in your mail, or sign in.',
    fr: () => 'Commande introuvable. Ouvrez-la depuis le lien reçu par courriel, ou connectez-vous.',
  },
  'not-payable': {
    zh: ({ state }) => `这笔订单现在不能付款：${orderStateWords[state].zh}。`,
    en: ({ state }) => `This order cannot be paid now: ${orderStateWords[state].en}.`,
    fr: ({ state }) => `Cette commande ne peut pas être payée : ${orderStateWords[state].fr}.`,
  },
  'not-allowed': {
    zh: () => '您没有权限做这件事。',
    en: () => 'You may not do this.',
    fr: () => 'Vous n’en avez pas le droit.',
  },
  'reason-missing': {
    zh: () => '请写明原因，买家会看到。',
    en: () => 'Please say why; the buyer will read it.',
    fr: () => 'Indiquez pourquoi : l’acheteur le lira.',
  },
  'not-cancellable': {
    zh: ({ state }) => `已经来不及取消：${orderStateWords[state].zh}。`,
    en: ({ state }) => `It is too late to cancel: ${orderStateWords[state].en}.`,
    fr: ({ state }) => `Il est trop tard pour annuler : ${orderStateWords[state].fr}.`,
  },
  'not-refundable': {
    zh: ({ state }) => `这笔订单不能退款：${orderStateWords[state].zh}。`,
    en: ({ state }) => `Nothing can go back for this order: ${orderStateWords[state].en}.`,
    fr: ({ state }) => `Cette commande ne peut pas être remboursée : ${orderStateWords[state].fr}.`,
  },
  'cancel-instead': {
    zh: () => '货还没打包，全额退款请直接取消订单，货会一起回库。',
    en: () => 'Nothing is packed yet. To give everything back, cancel the order: the goods return too.',
    fr: () => 'Rien n’est emballé. Pour tout rembourser, annulez la commande : la marchandise revient aussi.',
  },
  'payments-off': PAYMENTS_FAULT_WORDS['payments-off'],
  'provider-silent': PAYMENTS_FAULT_WORDS['provider-silent'],
  'provider-refused': PAYMENTS_FAULT_WORDS['provider-refused'],
  'refund-too-much': PAYMENTS_FAULT_WORDS['refund-too-much'],
}
