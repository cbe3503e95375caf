exports = function () {
  const user = context.user;
  const name = user.data.name || user.data.email || "guest";
  return `Hello, ${name}! Your user ID is ${user.id}.`;
};
