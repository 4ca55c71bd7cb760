export * from 'kafmt';
export { default } from 'kafmt';
