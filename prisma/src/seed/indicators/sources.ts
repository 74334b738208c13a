import type { DefinitionSource } from './definition-facts.js';

const cite = (document: string) => (clause: string | null, note: string | null) => ({ document, clause, note });

/** The documents that definitions rest on, by what they are cited for. */
const decree2021 = cite('Nghị định 07/2021/NĐ-CP ngày 27/01/2021');
const decision2015 = cite('Quyết định 59/2015/QĐ-TTg ngày 19/11/2015');
const review = cite('Quyết định 24/2021/QĐ-TTg ngày 16/7/2021');
const programme = cite('Quyết định 90/QĐ-TTg ngày 18/01/2022');

/** Said where a clause was written down without the original at hand. */
const uncompared = 'Số điều, khoản chưa đối chiếu với bản gốc.';

export const sources = {
  standardOf2021: decree2021('Điều 4', uncompared),
  standardOf2015: decision2015('Điều 2', uncompared),
  hanoi: {
    document: 'Chuẩn nghèo của thành phố Hà Nội giai đoạn 2016 - 2020',
    clause: null,
    note: 'Chưa có bản gốc của quyết định ban hành; ngày hết hiệu lực lấy theo chuẩn quốc gia.',
  },
  poor: decree2021('Điều 4', `Trước năm 2022 theo Điều 2 Quyết định 59/2015/QĐ-TTg. ${uncompared}`),
  multidimensional: decree2021(
    'Điều 4',
    `Hộ nghèo đa chiều gồm hộ nghèo và hộ cận nghèo; khác với hộ nghèo. ${uncompared}`,
  ),
  review: review(null, 'Rà soát định kỳ hằng năm từ ngày 01/9 đến ngày 14/12.'),
  ethnicMinority: {
    document: 'Quyết định 666/QĐ-TTg ngày 02/6/2022',
    clause: null,
    note: 'Tỷ lệ hộ nghèo dân tộc thiểu số giảm trên 3%/năm; đếm theo kết quả rà soát của Quyết định 24/2021/QĐ-TTg.',
  },
  /** An indicator of both standards, of the later one, or of the earlier one. */
  lackingUnderBoth: decree2021(
    'Điều 3 khoản 2',
    `Cũng có trong Điều 1 khoản 2 Quyết định 59/2015/QĐ-TTg. ${uncompared}`,
  ),
  lackingSince2021: decree2021('Điều 3 khoản 2', uncompared),
  lackingUntil2020: decision2015('Điều 1 khoản 2', uncompared),
  schooling: programme(null, 'Mục tiêu 90% trẻ em trong độ tuổi đi học; số mục chưa đối chiếu với bản gốc.'),
  registered: {
    document: 'Phát động số 393/PĐ-UBND ngày 09/11/2017 của UBND huyện Hạ Lang',
    clause: null,
    note: 'Hộ tự nguyện đăng ký thoát nghèo; cũng là tiêu chuẩn xét tặng trong kế hoạch của thành phố Bắc Giang và tỉnh Quảng Bình.',
  },
  income: {
    document: 'Phát động số 393/PĐ-UBND ngày 09/11/2017 của UBND huyện Hạ Lang',
    clause: null,
    note: 'Thu nhập bình quân đầu người của hộ nghèo đến hết năm 2020 tăng 1,5 đến 2 lần so với cuối năm 2015.',
  },
  models: {
    document: 'Kế hoạch của UBND thành phố Bắc Giang phát động phong trào thi đua giai đoạn 2017 - 2020',
    clause: null,
    note: 'Có ít nhất 01 mô hình giảm nghèo được triển khai có hiệu quả.',
  },
} satisfies Record<string, DefinitionSource>;
