import type { AnnexFacts } from '../../plan-facts.js';

const yearly = 'Số hộ cận nghèo giảm hàng năm';

/** The table as printed, misprinted ward ("Phường Liệt") and total row included; its two-line head is joined. */
export const annexes: AnnexFacts[] = [
  {
    title: 'CHỈ TIÊU GIẢM HỘ CẬN NGHÈO GIAI ĐOẠN 2022-2025',
    columns: [
      'TT',
      'TÊN PHƯỜNG',
      'SỐ HỘ CẬN NGHÈO',
      `${yearly}: 2022`,
      `${yearly}: 2023`,
      `${yearly}: 2024`,
      `${yearly}: 2025`,
    ],
    rows: [
      ['1.', 'Thanh Xuân Bắc', '6', '2', '2', '2', '0'],
      ['2.', 'Khương Đình', '6', '2', '2', '2', '0'],
      ['3.', 'Phường Liệt', '9', '3', '3', '3', '0'],
      ['4.', 'Khương Trung', '2', '1', '1', '0', '0'],
      ['5.', 'Nhân Chính', '9', '3', '3', '3', '0'],
      ['', 'TỔNG CỘNG', '32', '11', '11', '10', '0'],
    ],
  },
];
