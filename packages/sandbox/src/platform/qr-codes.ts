import { idIn, type Kept } from "../world/kept.ts";
import { linkIn, listLinks, putLink, unlink } from "../world/links.ts";

const number = "phone_number_id";

/** QR codes and links that open a chat with a number. */
export const qrCodeOperations: Readonly<Record<string, Kept>> = {
  listQrCodes: listLinks("qr_code", number, {
    key: ({ code }) => code,
    where: ({ code }, { query }) => query["code"] === undefined || query["code"] === code,
  }),
  getQrCode: { handle: (world) => (request) => [linkIn(world, request, "qr_code", number, "qr_code_id").data] },
  saveQrCode: {
    handle: (world) => (request) => {
      const { code: given, prefilled_message, generate_qr_image } = request.body;
      if (given !== undefined) linkIn(world, request, "qr_code", number, "code");
      const code = String(given ?? world.newId());
      const image = generate_qr_image !== undefined && { qr_image_url: `https://scontent.example.com/qr/${code}` };
      const data = { code, prefilled_message, deep_link_url: `https://wa.me/message/${code}`, ...image };
      return putLink(world, "qr_code", idIn(request, number), code, data).data;
    },
  },
  deleteQrCode: unlink("qr_code", number, "qr_code_id"),
};
