import { readPlan } from '@thi-dua/campaigns/document/read-plan';
import type { RuleSpec } from '@thi-dua/schema/rule';
import { expect, it } from 'vitest';

const plan = (sentence: string) => `ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Giang, ngày 12 tháng 8 năm 2022

KẾ HOẠCH
Thực hiện Phong trào thi đua “Vì người nghèo - Không để ai bị bỏ lại phía sau” giai đoạn 2022 - 2025

I. CHỈ TIÊU

1. ${sentence}

2. Từng bước nâng cao đời sống người nghèo.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ theo dõi.
`;
const rulesOf = (sentence: string) =>
  readPlan(plan(sentence))
    .targets.filter(({ clause }) => clause === 'I.1')
    .flatMap(({ parts }) => parts.flatMap(({ rule }) => rule ?? []));

const levelAt = (comparator: 'LT' | 'LE', threshold: string, at: string | null): RuleSpec => ({
  kind: 'LEVEL_AT',
  indicator: 'POVERTY_RATE',
  comparator,
  threshold,
  at,
});

it.each<[string, RuleSpec[]]>([
  ['Giảm tỷ lệ hộ nghèo từ 12,5% năm 2021 xuống còn 5% năm 2025.', [levelAt('LE', '5', '2025')]],
  [
    'Phấn đấu giảm tỷ lệ hộ nghèo năm 2024 xuống dưới 4%, năm 2025 xuống dưới 3%.',
    [levelAt('LT', '4', '2024'), levelAt('LT', '3', '2025')],
  ],
  ['Duy trì tỷ lệ hộ nghèo dưới 1%.', [levelAt('LT', '1', null)]],
  ['Đến năm 2025, toàn tỉnh còn dưới 1,5% hộ nghèo.', [levelAt('LT', '1.5', '2025')]],
  ['Đến năm 2025 tỷ lệ hộ nghèo xuống dưới 2.5%.', [levelAt('LT', '2.5', '2025')]],
  [
    'Không quá 5% số xã có tỷ lệ hộ nghèo dưới 10%.',
    [
      {
        kind: 'SHARE_OF_UNITS',
        levels: ['COMMUNE'],
        designation: null,
        comparator: 'LE',
        threshold: '5',
        rule: levelAt('LT', '10', null),
      },
    ],
  ],
  [
    'Giảm 50% số hộ nghèo so với cuối năm 2021.',
    [
      {
        kind: 'CHANGE_FROM_BASELINE',
        indicators: ['POOR_HOUSEHOLDS'],
        direction: 'DECREASE',
        comparator: 'GE',
        threshold: '50',
        baseline: '2021',
        at: null,
      },
    ],
  ],
  [
    'Đến năm 2025, số hộ nghèo giảm ít nhất 1/2 so với đầu năm 2023.',
    [
      {
        kind: 'CHANGE_FROM_BASELINE',
        indicators: ['POOR_HOUSEHOLDS'],
        direction: 'DECREASE',
        comparator: 'GE',
        threshold: '50',
        baseline: '2022',
        at: '2025',
      },
    ],
  ],
  [
    '100% xã bãi ngang ra khỏi danh sách xã đặc biệt khó khăn vùng bãi ngang trước năm 2025.',
    [
      {
        kind: 'SHARE_OF_UNITS',
        levels: ['COMMUNE'],
        designation: 'EXTREMELY_DIFFICULT_COASTAL',
        comparator: 'GE',
        threshold: '100',
        rule: { kind: 'LEAVES_DESIGNATION', designation: 'EXTREMELY_DIFFICULT_COASTAL', by: '2024' },
      },
    ],
  ],
])('“%s” promises this, and nothing else', (sentence, rules) => {
  expect(rulesOf(sentence)).toEqual(rules);
});

it.each([
  'Phấn đấu đến năm 2025 không còn hộ nghèo có thành viên là người có công với cách mạng.',
  'Không còn hộ nghèo ở nhà tạm, nhà dột nát.',
  'Đến năm 2025 cơ bản không còn hộ nghèo.',
  'Không để tỷ lệ hộ nghèo tăng.',
  'Tỷ lệ hộ nghèo giảm 3% so với năm 2021.',
  'Tốc độ giảm tỷ lệ hộ nghèo trên 10%/năm.',
  'Tỷ lệ hộ nghèo ở khu vực nông thôn giảm bình quân 2%/năm.',
  'Tỷ lệ hộ nghèo của đồng bào dân tộc Mông giảm 5%/năm.',
  'Ít nhất 02 xã thoát khỏi tình trạng xã đặc biệt khó khăn.',
  'Trên 60% hộ nghèo được vay vốn ưu đãi.',
  'Hằng năm có ít nhất 20% hộ nghèo thoát nghèo.',
  'Mỗi năm giảm ít nhất 2% hộ nghèo.',
  'Tỷ lệ hộ nghèo tăng không quá 0,1%.',
  'Dưới 10% số xã có hộ tái nghèo.',
  'Tỷ lệ trẻ em nghèo giảm còn dưới 5%.',
])('“%s” states no rule that can be computed for certain, and none is made of it', (sentence) => {
  expect(rulesOf(sentence)).toEqual([]);
});
