// workerd has no types of its own
declare module "workerd" {
  const pathOfBinary: string;
  export default pathOfBinary;
}
