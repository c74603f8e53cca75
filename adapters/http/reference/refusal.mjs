/** Something that the shop will not do, with the stable code that the contract gives it. */
export class Refusal extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export const notFound = (what) => new Refusal(404, 'not-found', `There is no such ${what}.`);
export const badRequest = (detail) => new Refusal(400, 'bad-request', detail);
