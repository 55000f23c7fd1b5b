import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { type Member, THE_HOUSE } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { addPerson, addVariant, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { addPicture } from './add-picture.ts'
import { describePicture } from './describe-picture.ts'
import { strayPictures } from './jobs.ts'
import { keepPicture } from './keep-picture.ts'
import { MAX_PICTURES, PICTURE_WIDTHS } from './model.ts'
import { orderPictures } from './order-pictures.ts'
import { pictureFile } from './picture-files.ts'
import { publishProduct } from './publish-product.ts'
import { staffProduct } from './queries.ts'
import { readPicture } from './read-picture.ts'
import { removePicture } from './remove-picture.ts'
import { saveProducer } from './save-producer.ts'

const home = await mkdtemp(join(tmpdir(), 'cunbo-pictures-'))
process.env.DATA_DIR = home
afterAll(() => rm(home, { recursive: true, force: true }))
useTestDatabase(closeDb)

const context = systemContext()
const ground = { r: 200, g: 100, b: 50 }

function plain(width: number, height: number, channels: 3 | 4 = 3) {
  const background = channels === 4 ? { ...ground, alpha: 0.5 } : ground
  return sharp({ create: { width, height, channels, background } })
}

function blob(bytes: Uint8Array | string) {
  return new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)])
}

describe('reading a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('takes %s, in all widths', async (format) => {
    const read = await readPicture(await plain(1600, 1200).toFormat(format).toBuffer())
    if (!read.ok) throw new Error(read.fault.code)
    expect(read.value).toMatchObject({ width: 1280, height: 960 })
    const sizes = await Promise.all(read.value.files.map(({ bytes }) => sharp(bytes).metadata()))
    expect(sizes.map(({ width }) => width)).toEqual([...PICTURE_WIDTHS])
    expect(sizes.every((one) => one.format === 'webp')).toBe(true)
  })

  test('says its mean colour, what is transparent on paper', async () => {
    const opaque = await readPicture(await plain(100, 100).png().toBuffer())
    expect(opaque).toMatchObject({ value: { color: '#c86432' } })
    const half = await readPicture(await plain(100, 100, 4).png().toBuffer())
    // Halfway between the ground and the paper #fbf7ef, give or take a rounding.
    expect(half).toMatchObject({ value: { color: expect.stringMatching(/^#e[12]a[de]9[01]$/) } })
  })

  test('turns it upright and forgets where it was taken', async () => {
    const sideways = await sharp({
      create: { width: 300, height: 200, channels: 3, background: ground },
    })
      .withExif({ IFD3: { GPSLatitude: '30/1 39/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(sideways).metadata()).exif).toBeDefined()
    const read = await readPicture(sideways)
    if (!read.ok) throw new Error(read.fault.code)
    expect(read.value).toMatchObject({ width: 200, height: 300 })
    for (const { bytes } of read.value.files) {
      const { exif, orientation, icc, xmp } = await sharp(bytes).metadata()
      expect({ exif, orientation, icc, xmp }).toEqual({})
    }
  })

  test('does not enlarge a small one, and keeps a very long one long', async () => {
    const small = await readPicture(await plain(200, 100).png().toBuffer())
    expect(small).toMatchObject({ value: { width: 200, height: 100 } })
    const long = await readPicture(await plain(100, 6000).png().toBuffer())
    expect(long).toMatchObject({ value: { height: 2560 } })
  })

  test('reads grey, sixteen bits and four inks', async () => {
    const grey = plain(80, 80).toColourspace('b-w').png().toBuffer()
    const deep = plain(80, 80).toColourspace('rgb16').png().toBuffer()
    const inks = plain(80, 80).toColourspace('cmyk').jpeg().toBuffer()
    for (const bytes of await Promise.all([grey, deep, inks])) {
      const read = await readPicture(bytes)
      expect(read.ok && (await sharp(read.value.files[0]?.bytes).stats()).channels.length).toBe(3)
    }
  })

  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><script>alert(1)</script></svg>'
  test.each([
    ['an SVG', () => svg],
    ['an SVG behind a byte order mark', () => `\ufeff${svg}`],
    ['a GIF', () => plain(100, 100).gif().toBuffer()],
    ['a TIFF', () => plain(100, 100).tiff().toBuffer()],
    ['a page', () => '<!doctype html><img src=x>'],
    ['nothing', () => ''],
    ['a JPEG’s first bytes alone', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['a PNG with its end cut off', async () => (await noise(200)).subarray(0, -2000)],
    ['a PNG that is an SVG behind the signature', () => `\x89PNG\r\n\x1a\n${svg}`],
    ['an MP4', () => Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 'latin1')],
  ])('refuses %s', async (_, make) => {
    const made = await make()
    const bytes = typeof made === 'string' ? Buffer.from(made, 'latin1') : made
    expect(await readPicture(bytes)).toEqual({ ok: false, fault: { code: 'picture-unreadable' } })
  })

  test('refuses a small file that unfolds into 56 megapixels', async () => {
    const bomb = await plain(8000, 7000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.byteLength).toBeLessThan(1_000_000)
    expect(await readPicture(bomb)).toEqual({ ok: false, fault: { code: 'picture-too-many-pixels' } })
  })

  test('refuses more than 12 MB, and a stamp', async () => {
    expect(await readPicture(new Uint8Array(12 * 1024 * 1024 + 1))).toMatchObject({
      fault: { code: 'picture-too-large' },
    })
    expect(await readPicture(await plain(63, 900).png().toBuffer())).toMatchObject({
      fault: { code: 'picture-too-small' },
    })
  })
})

async function noise(side: number) {
  return await sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: ground,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
}

describe('where its bytes lie', () => {
  const id = 'pic_01kb2x4q9ms7f3c1h8r0va'

  test('is a file of a known width under its id', () => {
    expect(pictureFile(id, 320)).toBe(join(home, 'pictures', id, '320.webp'))
    expect(pictureFile(id, '1280')).toBe(join(home, 'pictures', id, '1280.webp'))
  })

  test.each([
    [id, 321],
    [id, '320.webp'],
    [id, '../96'],
    [id, ''],
    ['..', 320],
    [`${id}/..`, 320],
    ['pic_%2e%2e', 320],
    ['', 96],
  ])('is nowhere for %j at %j', (picture, width) => {
    expect(pictureFile(picture, width)).toBeNull()
  })
})

describe('a product’s pictures', () => {
  let stall: Stall
  let host: Member
  let packer: Member
  let stranger: Member
  let picture: Buffer

  beforeAll(async () => {
    stall = await setUpStall()
    host = await addPerson(stall.cooperativeId, 'HOST')
    packer = await addPerson(stall.cooperativeId, 'PACKER')
    stranger = await addPerson((await setUpStall()).cooperativeId, 'MANAGER')
    picture = await plain(400, 300).jpeg().toBuffer()
  })

  const add = async (productId: string, actor: Member = host) => {
    const added = await addPicture(context, actor, { productId, file: blob(picture) })
    if (!added.ok) throw new Error(added.fault.code)
    return added.value.pictureId
  }
  const shown = async (own: Stall) =>
    (await staffProduct(own.cooperativeId, own.productId))?.pictures.map(({ id }) => id)

  test('are added at the end, with their bytes on the disk and their colour', async () => {
    const own = await setUpStall()
    const manager = await addPerson(own.cooperativeId, 'MANAGER')
    const ids = [await add(own.productId, manager), await add(own.productId, manager)]
    expect(await shown(own)).toEqual(ids)
    expect((await readdir(join(home, 'pictures', ids[0] ?? ''))).sort()).toEqual(
      PICTURE_WIDTHS.map((width) => `${width}.webp`).sort(),
    )
    expect((await readdir(join(home, 'pictures'))).filter((name) => name.startsWith('.'))).toEqual([])
  })

  test('are put in another order, and only as what they are', async () => {
    const own = await setUpStall()
    const manager = await addPerson(own.cooperativeId, 'MANAGER')
    const [one, two, three] = [
      await add(own.productId, manager),
      await add(own.productId, manager),
      await add(own.productId, manager),
    ]
    const order = (...pictureIds: string[]) =>
      orderPictures(context, manager, { productId: own.productId, pictureIds })
    expect(await order(three, one, two)).toMatchObject({ ok: true })
    expect(
      await db().auditEntry.findFirst({
        where: { subject: own.productId, action: 'catalog.order-pictures' },
      }),
    ).toMatchObject({ actorId: manager.id, data: { pictures: [three, one, two] } })
    expect(await shown(own)).toEqual([three, one, two])
    for (const wrong of [
      [one, two],
      [one, two, two],
      [one, two, three, three],
      [one, two, await add(stall.productId)],
    ])
      expect(await order(...wrong)).toEqual({ ok: false, fault: { code: 'pictures-changed' } })
    expect(await shown(own)).toEqual([three, one, two])
  })

  test('are described in words, each by its own product', async () => {
    const pictureId = await add(stall.productId)
    const alt = { zh: '一筐番茄', en: '', fr: '' }
    const input = { productId: stall.productId, pictureId, alt }
    expect(await describePicture(context, host, input)).toMatchObject({ ok: true })
    const product = await staffProduct(stall.cooperativeId, stall.productId)
    expect(product?.pictures.find(({ id }) => id === pictureId)?.alt).toEqual(alt)
    expect(
      await db().auditEntry.findMany({
        where: { subject: stall.productId, action: 'catalog.describe-picture' },
      }),
    ).toMatchObject([{ actorId: host.id, data: { pictureId } }])
    const other = await setUpStall()
    const manager = await addPerson(other.cooperativeId, 'MANAGER')
    expect(await describePicture(context, manager, { ...input, productId: other.productId })).toMatchObject({
      fault: { code: 'picture-unknown' },
    })
  })

  test('go one by one, the last of a published product not before it is off sale', async () => {
    const own = await setUpStall()
    const manager = await addPerson(own.cooperativeId, 'MANAGER')
    await addVariant(own)
    const [one, two] = [await add(own.productId, manager), await add(own.productId, manager)]
    await publishProduct(context, manager, { productId: own.productId })
    const remove = (pictureId: string) =>
      removePicture(context, manager, { productId: own.productId, pictureId })
    expect(await remove(one)).toMatchObject({ ok: true })
    expect(await remove(one)).toMatchObject({ fault: { code: 'picture-unknown' } })
    expect(await remove(two)).toMatchObject({ fault: { code: 'last-of-published', what: 'picture' } })
  })

  test('are a dozen at most, also when they come at once', async () => {
    const own = await setUpStall()
    const manager = await addPerson(own.cooperativeId, 'MANAGER')
    const before = (await readdir(join(home, 'pictures'))).length
    const input = { productId: own.productId, file: blob(picture) }
    const added = await Promise.all(
      Array.from({ length: MAX_PICTURES + 3 }, () => addPicture(context, manager, input)),
    )
    expect(added.filter(({ ok }) => ok)).toHaveLength(MAX_PICTURES)
    expect(await shown(own)).toHaveLength(MAX_PICTURES)
    expect(await readdir(join(home, 'pictures'))).toHaveLength(before + MAX_PICTURES)
    expect(await addPicture(context, manager, input)).toEqual({
      ok: false,
      fault: { code: 'pictures-full', max: MAX_PICTURES },
    })
  })

  test('are nobody else’s to touch', async () => {
    const pictureId = await add(stall.productId)
    const { productId } = stall
    const alt = { zh: '', en: 'mine', fr: '' }
    for (const actor of [packer, stranger, { kind: 'guest', id: 'gst_1' } as const]) {
      const refused = { ok: false, fault: { code: 'not-allowed' } }
      expect(await addPicture(context, actor, { productId, file: blob(picture) })).toEqual(refused)
      expect(await removePicture(context, actor, { productId, pictureId })).toEqual(refused)
      expect(await orderPictures(context, actor, { productId, pictureIds: [pictureId] })).toEqual(refused)
      expect(await describePicture(context, actor, { productId, pictureId, alt })).toEqual(refused)
      expect(
        await keepPicture(context, actor, { cooperativeId: stall.cooperativeId, file: blob(picture) }),
      ).toEqual(refused)
    }
    expect(await staffProduct(stranger.memberships[0]?.cooperativeId ?? '', productId)).toBeNull()
  })

  test('that are not pictures leave neither row nor bytes', async () => {
    const before = [await db().picture.count(), (await readdir(join(home, 'pictures'))).length]
    const input = { productId: stall.productId, file: blob('<svg/>') }
    expect(await addPicture(context, host, input)).toMatchObject({ fault: { code: 'picture-unreadable' } })
    expect([await db().picture.count(), (await readdir(join(home, 'pictures'))).length]).toEqual(before)
  })

  test('and portraits and posters are kept in the same way', async () => {
    const poster = await keepPicture(context, THE_HOUSE, {
      cooperativeId: stall.cooperativeId,
      file: blob(picture),
    })
    expect(
      poster.ok && (await db().picture.findUnique({ where: { id: poster.value.pictureId } })),
    ).toMatchObject({
      cooperativeId: stall.cooperativeId,
      width: 400,
      height: 300,
    })
    const nobody = { zh: '', en: '', fr: '' }
    const saved = await saveProducer(context, packer, {
      cooperativeId: stall.cooperativeId,
      name: '李桂英',
      village: nobody,
      story: nobody,
      portrait: blob(picture),
    })
    const row = saved.ok ? await db().producer.findUnique({ where: { id: saved.value.producerId } }) : null
    expect(await readdir(join(home, 'pictures', row?.portraitId ?? ''))).toHaveLength(4)
  })
})

test('folders that no row names are swept away, once they are old', async () => {
  const [kept, stray, young] = [1, 2, 3].map(() => context.id('picture'))
  const long = new Date(Date.now() - 2 * 3600 * 1000)
  for (const name of [kept, stray, young, '.incoming-abc', 'notes']) {
    const folder = join(home, 'pictures', name ?? '')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '96.webp'), '')
    if (name !== young) await utimes(folder, long, long)
  }
  await db().picture.create({
    data: { id: kept ?? '', width: 1, height: 1, color: '#000000', createdAt: context.now() },
  })
  await strayPictures.run(context, logger('test'))
  const left = await readdir(join(home, 'pictures'))
  expect(left).toEqual(expect.arrayContaining([kept, young, 'notes']))
  expect(left).not.toContain(stray)
  expect(left).not.toContain('.incoming-abc')
})
