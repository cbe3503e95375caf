exports = async function(user) {
};
