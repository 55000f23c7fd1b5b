import type { CatalogFault, Missing } from '#lib/catalog/model.ts'
import type { FaultWords, Locale } from '#lib/kernel/locale.ts'

const MISSING: Readonly<Record<Missing, Readonly<Record<Locale, string>>>> = {
  picture: { zh: '一张图片', en: 'a picture', fr: 'une image' },
  variant: { zh: '一种在售规格', en: 'a pack on sale', fr: 'un conditionnement en vente' },
}

const list = (missing: readonly Missing[], locale: Locale, and: string) =>
  missing.map((one) => MISSING[one][locale]).join(and)

const kilos = (grams: number) => `${grams / 1000} kg`

export const CATALOG_FAULT_WORDS: FaultWords<CatalogFault> = {
  'not-allowed': {
    zh: () => '您在这里没有这个权限，请找合作社的管理员。',
    en: () => 'You may not do this here. Ask a manager of the cooperative.',
    fr: () => 'Vous ne pouvez pas faire cela ici. Demandez à une gérante de la coopérative.',
  },
  'product-unknown': {
    zh: () => '这个商品已经不在了，请回到商品列表。',
    en: () => 'This product is no longer there. Go back to the list.',
    fr: () => 'Ce produit n’existe plus. Revenez à la liste.',
  },
  'variant-unknown': {
    zh: () => '这个规格已经不在了，请刷新页面。',
    en: () => 'This pack is no longer there. Load the page again.',
    fr: () => 'Ce conditionnement n’existe plus. Rechargez la page.',
  },
  'picture-unknown': {
    zh: () => '这张图片已经被移走了，请刷新页面。',
    en: () => 'This picture was taken away already. Load the page again.',
    fr: () => 'Cette image a déjà été retirée. Rechargez la page.',
  },
  'producer-unknown': {
    zh: () => '没有找到这位农户，请重新选择。',
    en: () => 'This farmer is not among yours. Choose again.',
    fr: () => 'Cette productrice n’est pas des vôtres. Choisissez à nouveau.',
  },
  'price-unreadable': {
    zh: () => '价格要大于零，例如 38 或 38.50。什么都没有改动。',
    en: () => 'The price must be above zero, for instance 38 or 38.50. Nothing was changed.',
    fr: () => 'Le prix doit être supérieur à zéro, par exemple 38 ou 38,50. Rien n’a été changé.',
  },
  'not-ready': {
    zh: ({ missing }) => `还不能上架，还缺${list(missing, 'zh', '和')}。`,
    en: ({ missing }) => `Not ready yet: it still lacks ${list(missing, 'en', ' and ')}.`,
    fr: ({ missing }) => `Pas encore prêt : il manque ${list(missing, 'fr', ' et ')}.`,
  },
  'last-of-published': {
    zh: ({ what }) => `在售商品至少要有${MISSING[what].zh}。请先添加一个，或者先下架。`,
    en: ({ what }) =>
      `A product on sale keeps at least ${MISSING[what].en}. Add another first, or take it off sale.`,
    fr: ({ what }) =>
      `Un produit en vente garde au moins ${MISSING[what].fr}. Ajoutez-en un autre d’abord, ou retirez-le de la vente.`,
  },
  'pictures-full': {
    zh: ({ max }) => `一个商品最多 ${max} 张图片，请先移走一张。`,
    en: ({ max }) => `A product has ${max} pictures at most. Take one away first.`,
    fr: ({ max }) => `Un produit a ${max} images au plus. Retirez-en une d’abord.`,
  },
  'pictures-changed': {
    zh: () => '刚才有人增减了图片。请看一下现在的顺序，再试一次。',
    en: () => 'Somebody added or removed a picture meanwhile. Look at the order now and try again.',
    fr: () => 'Quelqu’un a ajouté ou retiré une image entre-temps. Regardez l’ordre actuel et réessayez.',
  },
  'rate-unreadable': {
    zh: ({ upToGrams }) =>
      `${kilos(upToGrams)} 以内有一个价格看不懂，请写成 12 或 12.50。原来的价目表没有改动。`,
    en: ({ upToGrams }) =>
      `A price up to ${kilos(upToGrams)} cannot be read; write 12 or 12.50. The table is as it was.`,
    fr: ({ upToGrams }) =>
      `Un prix jusqu’à ${kilos(upToGrams)} est illisible ; écrivez 12 ou 12,50. Le tableau n’a pas changé.`,
  },
  'rate-twice': {
    zh: ({ upToGrams }) => `${kilos(upToGrams)} 以内在同一个地区写了两次。`,
    en: ({ upToGrams }) => `Up to ${kilos(upToGrams)} stands twice for one region.`,
    fr: ({ upToGrams }) => `Jusqu’à ${kilos(upToGrams)} figure deux fois pour une région.`,
  },
  'picture-too-large': {
    zh: ({ bytes }) => `这张图片有 ${Math.ceil(bytes / 1_048_576)} MB，最多 12 MB。请换一张小一点的。`,
    en: ({ bytes }) =>
      `This picture has ${Math.ceil(bytes / 1_048_576)} MB; 12 MB is the most. Send a smaller one.`,
    fr: ({ bytes }) =>
      `Cette image fait ${Math.ceil(bytes / 1_048_576)} Mo ; 12 Mo est le maximum. Envoyez-en une plus petite.`,
  },
  'picture-too-many-pixels': {
    zh: () => '这张图片像素太多，最多 5000 万。请缩小后再上传。',
    en: () => 'This picture has too many pixels; 50 million is the most. Make it smaller and try again.',
    fr: () => 'Cette image a trop de pixels ; 50 millions est le maximum. Réduisez-la et réessayez.',
  },
  'picture-too-small': {
    zh: () => '这张图片太小了，每边至少 64 像素。',
    en: () => 'This picture is too small to show: at least 64 pixels on each side.',
    fr: () => 'Cette image est trop petite : au moins 64 pixels de chaque côté.',
  },
  'picture-unreadable': {
    zh: () => '这不是能用的图片。请用 JPEG、PNG、WebP 或 AVIF。',
    en: () => 'This is no picture that can be used. Send a JPEG, PNG, WebP or AVIF.',
    fr: () => 'Cette image n’est pas utilisable. Envoyez un JPEG, PNG, WebP ou AVIF.',
  },
}
