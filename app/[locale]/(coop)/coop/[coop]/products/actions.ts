'use server'
import { getTranslations } from 'next-intl/server'
import { CATALOG_FAULT_WORDS } from '#components/catalog/fault-words.ts'
import { type FormState, formState } from '#components/ui/form-state.ts'
import { addPicture } from '#lib/catalog/add-picture.ts'
import { createProduct } from '#lib/catalog/create-product.ts'
import { describePicture } from '#lib/catalog/describe-picture.ts'
import { editProduct } from '#lib/catalog/edit-product.ts'
import type { CatalogFault } from '#lib/catalog/model.ts'
import {
  addPictureInput,
  createProductInput,
  describePictureInput,
  editProductInput,
  orderPicturesInput,
  pictureOfProductInput,
  productInput,
  saveVariantInput,
  variantInput,
} from '#lib/catalog/model.ts'
import { orderPictures } from '#lib/catalog/order-pictures.ts'
import { mayEditCatalog } from '#lib/catalog/policy.ts'
import { publishProduct } from '#lib/catalog/publish-product.ts'
import { removePicture } from '#lib/catalog/remove-picture.ts'
import { restoreVariant } from '#lib/catalog/restore-variant.ts'
import { retireVariant } from '#lib/catalog/retire-variant.ts'
import { saveVariant } from '#lib/catalog/save-variant.ts'
import { unpublishProduct } from '#lib/catalog/unpublish-product.ts'
import { type ActionResult, action } from '#lib/edge/action.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Visit, visit } from '#lib/edge/request.ts'
import { isStaffSomewhere } from '#lib/members/policy.ts'
import { PICTURE_LIMIT } from './picture-limit.ts'

// Whatever is touched, the page that was sent from is made anew as well.
const touches = ({ locale }: Visit) => [paths.coop(locale)]

async function said(
  answer: ActionResult<unknown, CatalogFault> | null,
  form: FormData,
  word?: 'saved',
): Promise<FormState> {
  const [{ locale }, t] = await Promise.all([visit(), getTranslations('catalog')])
  return formState(answer, CATALOG_FAULT_WORDS, locale, form, word && t(word))
}

const create = action({
  name: 'catalog.create-product',
  input: createProductInput,
  allow: (actor, { cooperativeId }) => mayEditCatalog(actor, cooperativeId),
  run: ({ context, actor }, input) => createProduct(context, actor, input),
  touches,
  leadsTo: ({ locale }, { cooperativeSlug, productId }) =>
    paths.coopProduct(locale, cooperativeSlug, productId),
})

/** A draft, and on to its page. */
export async function createDraft(_before: FormState, form: FormData): Promise<FormState> {
  return said(await create(null, form), form)
}

const edit = action({
  name: 'catalog.edit-product',
  input: editProductInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => editProduct(context, actor, input),
  touches,
})

export async function saveWords(_before: FormState, form: FormData): Promise<FormState> {
  return said(await edit(null, form), form, 'saved')
}

const putOnSale = action({
  name: 'catalog.publish-product',
  input: productInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => publishProduct(context, actor, input),
  touches,
})

export async function publish(_before: FormState, form: FormData): Promise<FormState> {
  return said(await putOnSale(null, form), form)
}

const takeOffSale = action({
  name: 'catalog.unpublish-product',
  input: productInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => unpublishProduct(context, actor, input),
  touches,
})

export async function unpublish(_before: FormState, form: FormData): Promise<FormState> {
  return said(await takeOffSale(null, form), form)
}

const keepVariant = action({
  name: 'catalog.save-variant',
  input: saveVariantInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => saveVariant(context, actor, input),
  touches,
})

export async function savePack(_before: FormState, form: FormData): Promise<FormState> {
  return said(await keepVariant(null, form), form, 'saved')
}

const stopSelling = action({
  name: 'catalog.retire-variant',
  input: variantInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => retireVariant(context, actor, input),
  touches,
})

export async function retirePack(_before: FormState, form: FormData): Promise<FormState> {
  return said(await stopSelling(null, form), form)
}

const sellAgain = action({
  name: 'catalog.restore-variant',
  input: variantInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => restoreVariant(context, actor, input),
  touches,
})

export async function restorePack(_before: FormState, form: FormData): Promise<FormState> {
  return said(await sellAgain(null, form), form)
}

const add = action({
  name: 'catalog.add-picture',
  input: addPictureInput,
  allow: isStaffSomewhere,
  limits: [PICTURE_LIMIT],
  run: ({ context, actor }, input) => addPicture(context, actor, input),
  touches,
})

/** For browsers without JavaScript; the others send to `pictures/route.ts`. */
export async function sendOnePicture(_before: FormState, form: FormData): Promise<FormState> {
  return said(await add(null, form), form)
}

const takeAway = action({
  name: 'catalog.remove-picture',
  input: pictureOfProductInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => removePicture(context, actor, input),
  touches,
})

export async function dropPicture(_before: FormState, form: FormData): Promise<FormState> {
  return said(await takeAway(null, form), form)
}

const order = action({
  name: 'catalog.order-pictures',
  input: orderPicturesInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => orderPictures(context, actor, input),
  touches,
})

export async function movePicture(_before: FormState, form: FormData): Promise<FormState> {
  return said(await order(null, form), form)
}

const setAlt = action({
  name: 'catalog.describe-picture',
  input: describePictureInput,
  allow: isStaffSomewhere,
  run: ({ context, actor }, input) => describePicture(context, actor, input),
  touches,
})

export async function saveAlt(_before: FormState, form: FormData): Promise<FormState> {
  return said(await setAlt(null, form), form, 'saved')
}
