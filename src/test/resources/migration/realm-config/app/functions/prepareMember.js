exports = function (user) {};
