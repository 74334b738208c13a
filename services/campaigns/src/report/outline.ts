/** The outline of a report on the movement, as practice has it; every section is known by its number. */
export const OUTLINE = [
  { key: 'I', heading: 'Công tác lãnh đạo, chỉ đạo, tổ chức phát động, triển khai' },
  { key: 'II.1', heading: 'Kết quả thực hiện các chỉ tiêu giảm nghèo' },
  { key: 'II.2', heading: 'Kết quả thực hiện nội dung thi đua theo từng chủ thể' },
  { key: 'II.3', heading: 'Kết quả huy động nguồn lực' },
  { key: 'II.4', heading: 'Mô hình, điển hình' },
  { key: 'II.5', heading: 'Công tác kiểm tra, giám sát' },
  { key: 'II.6', heading: 'Công tác khen thưởng' },
  { key: 'III.1', heading: 'Đánh giá chung: ưu điểm' },
  { key: 'III.2', heading: 'Đánh giá chung: tồn tại, hạn chế' },
  { key: 'III.3', heading: 'Đánh giá chung: nguyên nhân' },
  { key: 'III.4', heading: 'Đánh giá chung: bài học kinh nghiệm' },
  { key: 'IV', heading: 'Phương hướng, nhiệm vụ thời gian tới' },
  { key: 'V', heading: 'Đề xuất, kiến nghị' },
] as const;

export type SectionKey = (typeof OUTLINE)[number]['key'];

const position = new Map<string, number>(OUTLINE.map(({ key }, i) => [key, i]));

export const isSection = (key: string): key is SectionKey => position.has(key);
export const positionOf = (key: string): number => position.get(key) ?? OUTLINE.length;
export const headingOf = (key: string): string => OUTLINE[positionOf(key)]?.heading ?? key;

/** The chapters without which a report is not taken; a proposal (V) need not be made. */
const REQUIRED = ['I', 'II', 'III', 'IV'];

/** The chapters of which nothing has been written, or drawn from below. */
export function missingChapters(filled: Iterable<string>): string[] {
  const chapters = new Set([...filled].map((key) => key.split('.')[0]));
  return REQUIRED.filter((chapter) => !chapters.has(chapter));
}
