import type { DemoProduct } from './types.ts'

/** What is kept, cured, dried or cooked. */
export const kitchenProducts: DemoProduct[] = [
  {
    slug: 'mountain-eggs',
    category: 'larder',
    title: { zh: '散养土鸡蛋', en: 'Free-range mountain eggs', fr: 'Œufs fermiers de montagne' },
    story: {
      zh: '鸡白天在山上啄虫子、吃草籽，晚上回来加一把玉米。每个蛋大小颜色都不一样，因为没有两只鸡是一样的。用谷壳垫好再装箱，碎一个赔一个。',
      en: 'The hens scratch for insects and seeds on the hill all day and get a handful of maize at night. No two eggs are the same size or colour, because no two hens are. Bedded in rice husks for the road: we replace any that break.',
      fr: 'Les poules grattent la colline tout le jour, insectes et graines, et reçoivent une poignée de maïs le soir. Pas deux œufs de même taille ni de même couleur, puisqu’il n’y a pas deux poules pareilles. Calés dans la balle de riz : un œuf cassé, un œuf remplacé.',
    },
    picture: 'mountain-eggs.webp',
    placeholder: '#E0CBAC',
    alt: {
      zh: '稻草垫着的竹篮里装满土鸡蛋',
      en: 'A bamboo basket of brown eggs bedded in straw',
      fr: 'Un panier de bambou plein d’œufs bruns sur de la paille',
    },
    variants: [
      {
        sku: 'egg-30',
        pack: { zh: '30 枚装', en: 'Tray of 30', fr: 'Plateau de 30' },
        unit: 'box',
        priceFen: 4880,
        shippingGrams: 2200,
      },
      {
        sku: 'egg-60',
        pack: { zh: '60 枚装', en: 'Two trays of 30', fr: 'Deux plateaux de 30' },
        unit: 'box',
        priceFen: 9280,
        shippingGrams: 4300,
      },
    ],
  },
  {
    slug: 'wildflower-honey',
    category: 'larder',
    title: { zh: '百花蜂蜜', en: 'Wildflower honey', fr: 'Miel de fleurs sauvages' },
    story: {
      zh: '中蜂一年只取一次蜜，封盖熟蜜，水分在十八以下。五倍子花、野藿香、盐肤木都在里面，所以每年味道不一样。天冷会结晶，像猪油，那是真蜜的样子。',
      en: 'Our native bees give honey once a year, capped and ripe, with less than eighteen per cent water. Sumac, wild mint and whatever else flowered are all in it, so every year tastes different. It sets in the cold, fine and white: that is how real honey looks.',
      fr: 'Nos abeilles locales ne donnent du miel qu’une fois l’an, operculé et mûr, à moins de dix-huit pour cent d’eau. Sumac, menthe sauvage et tout ce qui a fleuri s’y retrouvent : chaque année a son goût. Il fige au froid, fin et blanc, comme le fait le vrai miel.',
    },
    picture: 'wildflower-honey.webp',
    placeholder: '#E6CFA4',
    alt: {
      zh: '一罐琥珀色蜂蜜和木蜜棒，旁边是一块蜂巢',
      en: 'A jar of amber honey with a wooden dipper and a piece of comb',
      fr: 'Un pot de miel ambré avec une cuillère en bois et un rayon de cire',
    },
    variants: [
      {
        sku: 'honey-500',
        pack: { zh: '500 克瓶装', en: '500 g jar', fr: 'Pot de 500 g' },
        unit: 'jar',
        priceFen: 6800,
        shippingGrams: 850,
      },
      {
        sku: 'honey-1000',
        pack: { zh: '500 克 × 2 瓶', en: 'Two 500 g jars', fr: 'Deux pots de 500 g' },
        unit: 'jar',
        priceFen: 12800,
        shippingGrams: 1650,
      },
    ],
  },
  {
    slug: 'smoked-bacon',
    category: 'larder',
    title: { zh: '柏枝腊肉', en: 'Cypress-smoked bacon', fr: 'Lard fumé au cyprès' },
    story: {
      zh: '自家喂了一年的猪，冬至前杀，盐和花椒腌七天，柏树枝慢慢熏二十天。皮是金黄的，肥的地方发亮。洗净煮四十分钟再切，满屋子都是香的。',
      en: 'From pigs raised here for a full year, cured for seven days in salt and Sichuan pepper and smoked for twenty over cypress twigs. The rind turns gold and the fat goes clear. Rinse it, simmer for forty minutes, slice it, and the whole house smells of it.',
      fr: 'De cochons élevés ici une année entière, sept jours au sel et au poivre du Sichuan, puis vingt jours de fumée de cyprès. La couenne devient dorée et le gras translucide. Rincez, faites mijoter quarante minutes, tranchez : toute la maison embaume.',
    },
    picture: 'smoked-bacon.webp',
    placeholder: '#DABCA0',
    alt: {
      zh: '竹竿上挂着的腊肉，下面切了几片，肥瘦相间',
      en: 'Strips of smoked bacon on a bamboo pole above a few slices',
      fr: 'Lard fumé suspendu à une perche de bambou, quelques tranches dessous',
    },
    variants: [
      {
        sku: 'bacon-500',
        pack: { zh: '500 克一条', en: '500 g strip', fr: 'Pièce de 500 g' },
        unit: 'piece',
        priceFen: 5880,
        shippingGrams: 600,
      },
      {
        sku: 'bacon-1500',
        pack: { zh: '500 克 × 3 条', en: 'Three 500 g strips', fr: 'Trois pièces de 500 g' },
        unit: 'piece',
        priceFen: 16800,
        shippingGrams: 1750,
      },
    ],
  },
  {
    slug: 'black-tea',
    category: 'tea',
    title: { zh: '云岭红茶', en: 'Yunling black tea', fr: 'Thé noir de Yunling' },
    story: {
      zh: '茶坪的老川茶，清明前后采一芽二叶，手揉、自然发酵、炭火烘干。汤色是琥珀红，闻着有一点烤红薯的甜香。冷了也好喝，不苦不涩。',
      en: 'Old Sichuan bushes from the Chaping terraces, one bud and two leaves, rolled by hand, left to ferment by themselves and dried over charcoal. The cup is amber red and smells faintly of roast sweet potato. It is good cold too: neither bitter nor harsh.',
      fr: 'De vieux théiers du Sichuan, sur les terrasses de Chaping : un bourgeon, deux feuilles, roulés à la main, fermentés naturellement, séchés au charbon de bois. La tasse est d’un rouge ambré et sent un peu la patate douce rôtie. Bon même froid, sans amertume.',
    },
    picture: 'black-tea.webp',
    placeholder: '#D2C4AA',
    alt: {
      zh: '一壶红茶和两只茶杯，旁边是茶罐和干茶',
      en: 'A pot and two cups of black tea beside a tin and a heap of leaves',
      fr: 'Une théière et deux tasses de thé noir près d’une boîte et de feuilles sèches',
    },
    variants: [
      {
        sku: 'tea-100',
        pack: { zh: '100 克罐装', en: '100 g tin', fr: 'Boîte de 100 g' },
        unit: 'tin',
        priceFen: 8800,
        shippingGrams: 260,
      },
      {
        sku: 'tea-250',
        pack: { zh: '250 克袋装', en: '250 g bag', fr: 'Sachet de 250 g' },
        unit: 'bag',
        priceFen: 16800,
        shippingGrams: 330,
      },
      {
        sku: 'tea-200-gift',
        pack: {
          zh: '100 克 × 2 罐礼盒',
          en: 'Gift box, two 100 g tins',
          fr: 'Coffret, deux boîtes de 100 g',
        },
        unit: 'box',
        priceFen: 19800,
        shippingGrams: 750,
      },
    ],
  },
  {
    slug: 'sichuan-pepper',
    category: 'spices',
    title: { zh: '大红袍花椒', en: 'Red Sichuan pepper', fr: 'Poivre rouge du Sichuan' },
    story: {
      zh: '伏天里顶着太阳一把一把摘，刺扎手，所以贵在人工。晒一天就要干透，才能开口、留红。抓一把闻，先是柑橘香，再是麻，舌头会跳。',
      en: 'Picked by hand in the hottest weeks, between thorns, which is what you pay for. It has to dry within a single day to open and stay red. Smell a handful: citrus first, then the tingle that makes your tongue dance.',
      fr: 'Cueilli à la main au plus fort de l’été, entre les épines : c’est cela que l’on paie. Il doit sécher en une seule journée pour s’ouvrir et rester rouge. Sentez-en une poignée : l’agrume d’abord, puis le picotement qui fait danser la langue.',
    },
    picture: 'sichuan-pepper.webp',
    placeholder: '#D0C0A4',
    alt: {
      zh: '陶碗里的大红袍花椒，旁边一枝带叶的鲜花椒',
      en: 'A clay bowl of red Sichuan pepper beside a fresh twig',
      fr: 'Un bol en terre de poivre rouge du Sichuan près d’un rameau frais',
    },
    variants: [
      {
        sku: 'pepper-100',
        pack: { zh: '100 克罐装', en: '100 g tin', fr: 'Boîte de 100 g' },
        unit: 'tin',
        priceFen: 2480,
        shippingGrams: 200,
      },
      {
        sku: 'pepper-500',
        pack: { zh: '500 克袋装', en: '500 g bag', fr: 'Sachet de 500 g' },
        unit: 'bag',
        priceFen: 9880,
        shippingGrams: 600,
      },
    ],
  },
  {
    slug: 'chilli-sauce',
    category: 'spices',
    title: { zh: '手工油辣子', en: 'Hand-made chilli oil', fr: 'Huile de piment maison' },
    story: {
      zh: '二荆条要香、朝天椒要辣、灯笼椒要红，三种辣椒各炒各的，再用石臼舂。热菜油分三次淋，最后撒芝麻。拌面一勺就够，但没有人只放一勺。',
      en: 'One chilli for fragrance, one for heat, one for colour: each toasted by itself, then pounded in a stone mortar. Hot rapeseed oil goes on in three pours and sesame last. One spoon is enough for a bowl of noodles, but nobody stops at one.',
      fr: 'Un piment pour le parfum, un pour le feu, un pour la couleur : chacun grillé à part, puis pilé au mortier de pierre. L’huile de colza chaude se verse en trois fois, le sésame en dernier. Une cuillère suffit pour un bol de nouilles, mais personne ne s’arrête là.',
    },
    picture: 'chilli-sauce.webp',
    placeholder: '#E1BEA6',
    alt: {
      zh: '一瓶红亮的油辣子，旁边散着红辣椒和大蒜',
      en: 'A jar of glossy red chilli oil with red chillies and garlic around it',
      fr: 'Un pot d’huile de piment rouge, entouré de piments et d’ail',
    },
    variants: [
      {
        sku: 'chilli-230',
        pack: { zh: '230 克瓶装', en: '230 g jar', fr: 'Pot de 230 g' },
        unit: 'jar',
        priceFen: 1980,
        shippingGrams: 420,
      },
      {
        sku: 'chilli-690',
        pack: { zh: '230 克 × 3 瓶', en: 'Three 230 g jars', fr: 'Trois pots de 230 g' },
        unit: 'jar',
        priceFen: 5480,
        shippingGrams: 1250,
      },
    ],
  },
]
