import { isLocale, LOCALES, type Locale } from '#lib/kernel/locale.ts'

const WORDS = {
  notice: {
    zh: '支付沙盒：不会真的付款',
    en: 'Payments sandbox: no money moves',
    fr: 'Bac à sable : aucun argent ne circule',
  },
  pay: { zh: '付款', en: 'Pay', fr: 'Payer' },
  toPay: { zh: '应付金额', en: 'To pay', fr: 'À payer' },
  lines: { zh: '您购买的商品', en: 'What you are buying', fr: 'Votre commande' },
  subtotal: { zh: '小计', en: 'Subtotal', fr: 'Sous-total' },
  shipping: { zh: '运费', en: 'Shipping', fr: 'Livraison' },
  total: { zh: '合计', en: 'Total', fr: 'Total' },
  email: { zh: '电子邮箱', en: 'Email', fr: 'E-mail' },
  method: { zh: '支付方式', en: 'How to pay', fr: 'Moyen de paiement' },
  card: { zh: '银行卡', en: 'Card', fr: 'Carte' },
  alipay: { zh: '支付宝', en: 'Alipay', fr: 'Alipay' },
  wechat_pay: { zh: '微信支付', en: 'WeChat Pay', fr: 'WeChat Pay' },
  number: { zh: '卡号', en: 'Card number', fr: 'Numéro de carte' },
  expiry: { zh: '有效期（月/年）', en: 'Expiry (MM/YY)', fr: 'Expiration (MM/AA)' },
  cvc: { zh: '安全码', en: 'Security code', fr: 'Code de sécurité' },
  holder: { zh: '持卡人姓名（可不填）', en: 'Name on card (optional)', fr: 'Nom sur la carte (facultatif)' },
  keepCard: { zh: '记住这张卡', en: 'Keep this card for next time', fr: 'Garder cette carte' },
  back: { zh: '返回商店', en: 'Back to the shop', fr: 'Retour à la boutique' },
  toShop: { zh: '前往商店', en: 'Go on to the shop', fr: 'Continuer vers la boutique' },
  testCards: { zh: '测试卡', en: 'Test cards', fr: 'Cartes de test' },
  testHint: {
    zh: '只接受测试卡；请勿输入真实卡号。有效期填将来的日期，安全码任意。',
    en: 'Test cards only; never type a real one. Any date to come, any security code.',
    fr: 'Cartes de test uniquement, jamais une vraie. Date future et code quelconques.',
  },
  works: { zh: '付款成功', en: 'succeeds', fr: 'réussit' },
  declines: { zh: '被拒绝', en: 'is declined', fr: 'est refusée' },
  tooPoor: { zh: '余额不足', en: 'has insufficient funds', fr: 'provision insuffisante' },
  challenges: { zh: '需要银行验证', en: 'asks for 3-D Secure', fr: 'demande 3-D Secure' },
  refundFails: {
    zh: '付款成功，但之后退款失败',
    en: 'succeeds; a refund fails later',
    fr: 'réussit ; un remboursement échoue plus tard',
  },
  challenge: { zh: '银行验证（3-D Secure）', en: '3-D Secure check', fr: 'Vérification 3-D Secure' },
  challengeHint: {
    zh: '真实付款时，您的银行会在这里确认是您本人。',
    en: 'In a real payment your bank would ask here whether it is you.',
    fr: 'Lors d’un vrai paiement, votre banque vérifierait ici votre identité.',
  },
  walletHint: {
    zh: '真实付款时，这里是钱包自己的页面。',
    en: 'In a real payment this would be the wallet’s own page.',
    fr: 'Lors d’un vrai paiement, ce serait la page du portefeuille.',
  },
  approve: { zh: '同意付款', en: 'Approve', fr: 'Approuver' },
  fail: { zh: '付款失败', en: 'Fail', fr: 'Échouer' },
  leavePending: { zh: '暂不到账', en: 'Leave pending', fr: 'Laisser en attente' },
  processing: {
    zh: '款项尚未到账',
    en: 'The payment is on its way',
    fr: 'Le paiement est en cours',
  },
  processingHint: {
    zh: '商店要等款项到账。沙盒里由您决定结果。',
    en: 'The shop waits for the money. In the sandbox you decide how it ends.',
    fr: 'La boutique attend l’argent. Dans le bac à sable, c’est vous qui décidez.',
  },
  arrives: { zh: '款项到账', en: 'The money arrives', fr: 'L’argent arrive' },
  neverArrives: { zh: '款项没有到账', en: 'The money never arrives', fr: 'L’argent n’arrive pas' },
  paid: { zh: '已付款', en: 'This is paid', fr: 'C’est payé' },
  paidHint: { zh: '无需再付。', en: 'There is nothing left to pay.', fr: 'Il ne reste rien à payer.' },
  notPaid: { zh: '付款失败', en: 'The payment failed', fr: 'Le paiement a échoué' },
  notPaidHint: {
    zh: '没有扣款。请在商店重新下单。',
    en: 'No money was taken. Order again in the shop.',
    fr: 'Aucun débit. Commandez à nouveau dans la boutique.',
  },
  expired: { zh: '此付款页已失效', en: 'This page has expired', fr: 'Cette page a expiré' },
  expiredHint: {
    zh: '没有扣款，也无法再用此页付款。',
    en: 'No money was taken, and this page can no longer be paid.',
    fr: 'Aucun débit, et cette page ne peut plus être payée.',
  },
  replaced: {
    zh: '这次付款已被另一次取代',
    en: 'Another try has taken the place of this one',
    fr: 'Un autre essai a remplacé celui-ci',
  },
  unknown: { zh: '没有这个付款页', en: 'There is no such page', fr: 'Cette page n’existe pas' },
  complete: { zh: '确认订单', en: 'Complete the order', fr: 'Confirmer la commande' },
  badEmail: {
    zh: '请填写有效的电子邮箱。',
    en: 'Enter an email address like name@example.org.',
    fr: 'Saisissez une adresse e-mail comme nom@exemple.org.',
  },
  badNumber: {
    zh: '卡号不正确。',
    en: 'This card number is not right.',
    fr: 'Ce numéro de carte est incorrect.',
  },
  badExpiry: {
    zh: '有效期不正确或已过期。',
    en: 'The expiry date is wrong or past.',
    fr: 'La date d’expiration est incorrecte ou dépassée.',
  },
  badCvc: {
    zh: '安全码不正确。',
    en: 'The security code is not right.',
    fr: 'Le code de sécurité est incorrect.',
  },
  badMethod: {
    zh: '请选择支付方式。',
    en: 'Choose how to pay.',
    fr: 'Choisissez un moyen de paiement.',
  },
  notTestCard: {
    zh: '这不是测试卡。没有保存卡号，也没有扣款。',
    en: 'This is no test card. It was not kept and nothing was taken.',
    fr: 'Ce n’est pas une carte de test. Rien n’a été gardé ni débité.',
  },
  declined: { zh: '银行卡被拒绝。', en: 'The card was declined.', fr: 'La carte a été refusée.' },
  insufficient: {
    zh: '余额不足。',
    en: 'The card has insufficient funds.',
    fr: 'La provision est insuffisante.',
  },
  notAuthenticated: {
    zh: '付款没有得到确认。请重试或换一种方式。',
    en: 'The payment was not confirmed. Try again or pay another way.',
    fr: 'Le paiement n’a pas été confirmé. Réessayez ou changez de moyen.',
  },
} as const satisfies Record<string, Record<Locale, string>>

export type Word = keyof typeof WORDS

export function word(name: Word, locale: Locale): string {
  return WORDS[name][locale]
}

/** The session's language where the pages have it, else the browser's, else English. */
export function pageLocale(session: string | null, acceptLanguage: string | undefined): Locale {
  const wanted = session && session !== 'auto' ? session : (acceptLanguage ?? '')
  const found = wanted
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find(isLocale)
  return found ?? LOCALES[1]
}
