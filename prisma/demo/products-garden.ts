import type { DemoProduct } from './types.ts'

/** What is picked: fruit and vegetables. */
export const gardenProducts: DemoProduct[] = [
  {
    slug: 'heirloom-tomatoes',
    category: 'vegetables',
    title: { zh: '老种番茄', en: 'Heirloom tomatoes', fr: 'Tomates anciennes' },
    story: {
      zh: '这是李桂英留了四十六年的种子，皮薄、起沙、有小时候的番茄味。果子在藤上红透了才摘，早上摘，中午装箱。切开撒点白糖就能吃，炒蛋更香。',
      en: 'Grown from seed that Li Guiying has saved for forty-six years: thin skin, mealy flesh and the taste tomatoes used to have. They turn red on the vine, are picked in the morning and boxed by noon. Slice them with a pinch of sugar, or scramble them with eggs.',
      fr: 'Issues de graines que Li Guiying garde depuis quarante-six ans : peau fine, chair fondante et le goût des tomates d’autrefois. Elles rougissent sur pied, sont cueillies le matin et mises en caisse à midi. En tranches avec une pincée de sucre, ou brouillées avec des œufs.',
    },
    picture: 'heirloom-tomatoes.webp',
    placeholder: '#E3C3A6',
    alt: {
      zh: '一筐熟透的红色和黄色老种番茄',
      en: 'A crate of ripe red and yellow heirloom tomatoes',
      fr: 'Une caisse de tomates anciennes mûres, rouges et jaunes',
    },
    variants: [
      {
        sku: 'tomato-2500',
        pack: { zh: '2.5 公斤箱装', en: '2.5 kg crate', fr: 'Caisse de 2,5 kg' },
        unit: 'crate',
        priceFen: 3980,
        shippingGrams: 2900,
      },
      {
        sku: 'tomato-5000',
        pack: { zh: '5 公斤箱装', en: '5 kg crate', fr: 'Caisse de 5 kg' },
        unit: 'crate',
        priceFen: 6980,
        shippingGrams: 5500,
      },
    ],
  },
  {
    slug: 'navel-oranges',
    category: 'fruit',
    title: { zh: '高山脐橙', en: 'Mountain navel oranges', fr: 'Oranges navel de montagne' },
    story: {
      zh: '上湾的橙子树比周大山的儿子年纪还大。昼夜温差有十几度，糖就这样一点点攒起来。不打蜡、不染色，皮上的小疤是山风刮的，剥开汁水会顺着手流。',
      en: 'The orange trees of Shangwan are older than Zhou Dashan’s son. Warm days and cold nights build the sugar up slowly. No wax, no dye: the small scars come from the mountain wind, and the juice runs down your wrist.',
      fr: 'Les orangers de Shangwan sont plus vieux que le fils de Zhou Dashan. Les journées tièdes et les nuits froides y font monter le sucre lentement. Ni cire ni colorant : les petites marques viennent du vent, et le jus coule jusqu’au poignet.',
    },
    picture: 'navel-oranges.webp',
    placeholder: '#E9CA9A',
    alt: {
      zh: '竹盘里的脐橙，前面一个切开的橙子露出橙瓣',
      en: 'Navel oranges on a bamboo tray, one cut open to show its segments',
      fr: 'Oranges navel sur un plateau de bambou, l’une coupée en deux',
    },
    variants: [
      {
        sku: 'orange-2500',
        pack: { zh: '2.5 公斤箱装', en: '2.5 kg crate', fr: 'Caisse de 2,5 kg' },
        unit: 'crate',
        priceFen: 2990,
        shippingGrams: 2900,
      },
      {
        sku: 'orange-5000',
        pack: { zh: '5 公斤箱装', en: '5 kg crate', fr: 'Caisse de 5 kg' },
        unit: 'crate',
        priceFen: 4990,
        shippingGrams: 5500,
      },
      {
        sku: 'orange-10000',
        pack: { zh: '10 公斤箱装', en: '10 kg crate', fr: 'Caisse de 10 kg' },
        unit: 'crate',
        priceFen: 8990,
        shippingGrams: 10600,
      },
    ],
  },
  {
    slug: 'red-kiwi',
    category: 'fruit',
    title: { zh: '红心猕猴桃', en: 'Red-heart kiwifruit', fr: 'Kiwis à cœur rouge' },
    story: {
      zh: '切开有一圈红心，甜得像加了蜜。我们七成熟采下来，到家和苹果放一起两三天，捏着有点软就能吃。三十个一箱，个个八十克以上。',
      en: 'Cut one open and there is a ring of red in the middle, as sweet as if somebody had added honey. We pick them firm: keep them beside an apple for two or three days until they give a little. Thirty to a box, each over 80 grams.',
      fr: 'Coupez-en un : un cercle rouge au milieu, doux comme s’il y avait du miel. Nous les cueillons fermes ; gardez-les deux ou trois jours près d’une pomme, jusqu’à ce qu’ils cèdent un peu. Trente par boîte, chacun de plus de 80 grammes.',
    },
    picture: 'red-kiwi.webp',
    placeholder: '#CEC29B',
    alt: {
      zh: '竹篮里的红心猕猴桃，两个切开露出红心',
      en: 'Kiwifruit in a bamboo basket, two halves showing the red heart',
      fr: 'Kiwis dans un panier de bambou, deux moitiés montrant le cœur rouge',
    },
    variants: [
      {
        sku: 'kiwi-30',
        pack: { zh: '30 个礼盒', en: 'Box of 30', fr: 'Boîte de 30' },
        unit: 'box',
        priceFen: 5980,
        shippingGrams: 2900,
      },
      {
        sku: 'kiwi-12',
        pack: { zh: '12 个尝鲜装', en: 'Taster of 12', fr: 'Découverte, 12 pièces' },
        unit: 'box',
        priceFen: 2680,
        shippingGrams: 1300,
      },
    ],
  },
  {
    slug: 'bamboo-shoots',
    category: 'vegetables',
    title: { zh: '带壳冬笋', en: 'Winter bamboo shoots', fr: 'Pousses de bambou d’hiver' },
    story: {
      zh: '冬笋不出土，全靠看竹鞭、听锄头的声音。何美珍天不亮上山，一上午挖二十来斤，带着泥和壳发走，到家还是脆的。切片炒腊肉，是我们村过年的第一道菜。',
      en: 'Winter shoots never break the soil: you follow the runner and listen to the hoe. He Meizhen climbs up before dawn and digs ten kilos in a morning. They travel with their soil and husks on, so they arrive crisp. Sliced and fried with smoked bacon they open every New Year’s dinner here.',
      fr: 'Les pousses d’hiver ne sortent pas de terre : on suit la racine et on écoute la houe. He Meizhen monte avant l’aube et en déterre dix kilos en une matinée. Elles voyagent avec leur terre et leurs feuilles, et arrivent croquantes. Sautées au lard fumé, elles ouvrent ici le repas du Nouvel An.',
    },
    picture: 'bamboo-shoots.webp',
    placeholder: '#D0C4A0',
    alt: {
      zh: '竹簸箕上的带壳冬笋，一个剥开露出白嫩笋肉',
      en: 'Winter bamboo shoots on a winnowing tray, one peeled to its pale heart',
      fr: 'Pousses de bambou d’hiver sur un van, l’une épluchée jusqu’au cœur',
    },
    variants: [
      {
        sku: 'shoots-1500',
        pack: { zh: '1.5 公斤袋装', en: '1.5 kg bag', fr: 'Sac de 1,5 kg' },
        unit: 'bag',
        priceFen: 4580,
        shippingGrams: 1700,
      },
      {
        sku: 'shoots-2500',
        pack: { zh: '2.5 公斤箱装', en: '2.5 kg crate', fr: 'Caisse de 2,5 kg' },
        unit: 'crate',
        priceFen: 7280,
        shippingGrams: 2900,
      },
    ],
  },
  {
    slug: 'walnuts',
    category: 'fruit',
    title: { zh: '薄皮核桃', en: 'Thin-shelled walnuts', fr: 'Noix à coque fine' },
    story: {
      zh: '林子边上的老核桃树，一棵能打两百斤。壳薄，两个握在手里一捏就开，核仁一整块取出来。晒了十二个太阳，不漂白，颜色深一点，香味也浓一点。',
      en: 'One of the old trees at the forest’s edge gives a hundred kilos. The shell is so thin that two walnuts crack in one hand, and the kernel comes out whole. Dried under twelve suns and never bleached: a little darker, a lot more fragrant.',
      fr: 'Un seul des vieux noyers à la lisière donne cent kilos. La coque est si fine que deux noix s’ouvrent dans une main, et le cerneau sort entier. Séchées douze jours au soleil, jamais blanchies : un peu plus foncées, bien plus parfumées.',
    },
    picture: 'walnuts.webp',
    placeholder: '#D3C6A4',
    alt: {
      zh: '一簸箕薄皮核桃，前面几个敲开露出核仁',
      en: 'A tray of walnuts, some cracked open to show the kernel',
      fr: 'Un plateau de noix, quelques-unes ouvertes sur leur cerneau',
    },
    variants: [
      {
        sku: 'walnut-1000',
        pack: { zh: '1 公斤袋装', en: '1 kg bag', fr: 'Sac de 1 kg' },
        unit: 'bag',
        priceFen: 3680,
        shippingGrams: 1100,
      },
      {
        sku: 'walnut-2500',
        pack: { zh: '2.5 公斤袋装', en: '2.5 kg bag', fr: 'Sac de 2,5 kg' },
        unit: 'bag',
        priceFen: 8480,
        shippingGrams: 2700,
      },
    ],
  },
  {
    slug: 'sweet-potatoes',
    category: 'vegetables',
    title: { zh: '红蜜薯', en: 'Honey sweet potatoes', fr: 'Patates douces miel' },
    story: {
      zh: '沙土地里长的红蜜薯，挖出来先在窑里放半个月，糖分才出得来。烤四十分钟，皮上会冒糖油，用勺子挖着吃。大小混装，每个二两到六两。',
      en: 'Grown in sandy soil and rested in the earth cellar for half a month, until the starch has turned to sugar. Bake for forty minutes, let the syrup bubble through the skin, and eat with a spoon. Mixed sizes, 100 to 300 grams each.',
      fr: 'Poussées en terre sableuse, puis reposées quinze jours en cave, le temps que l’amidon devienne sucre. Quarante minutes au four, le sirop perle à travers la peau, et on les mange à la cuillère. Calibres mêlés, de 100 à 300 grammes.',
    },
    picture: 'sweet-potatoes.webp',
    placeholder: '#DDBAA2',
    alt: {
      zh: '竹筐里的红蜜薯，前面一个烤好掰开冒着热气',
      en: 'Sweet potatoes in a basket, a roasted one broken open and steaming in front',
      fr: 'Patates douces dans un panier, l’une rôtie et ouverte, fumante, devant',
    },
    variants: [
      {
        sku: 'sweet-potato-2500',
        pack: { zh: '2.5 公斤箱装', en: '2.5 kg crate', fr: 'Caisse de 2,5 kg' },
        unit: 'crate',
        priceFen: 2280,
        shippingGrams: 2900,
      },
      {
        sku: 'sweet-potato-5000',
        pack: { zh: '5 公斤箱装', en: '5 kg crate', fr: 'Caisse de 5 kg' },
        unit: 'crate',
        priceFen: 3880,
        shippingGrams: 5500,
      },
    ],
  },
]
