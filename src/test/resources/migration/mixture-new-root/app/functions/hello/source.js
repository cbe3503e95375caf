exports = () => 'hello';
