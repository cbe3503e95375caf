/**
 * The exported directory of an App Services app, or a zip of it: found, read, validated whole, and reported item by item.
 *
 * <p>{@link dev.appservices.migration.AppDirectory} is the entrance. It reads the four forms of the format, known by
 * their root files {@code root_config.json}, {@code realm_config.json}, {@code config.json} and {@code stitch.json}. For
 * each part of an app, what is there decides how it is read, not the form's number, since repositories mix them; of two
 * forms of one part the newer counts, and the report names the other. It either gives a complete
 * {@link dev.appservices.migration.AppDefinition} or throws an
 * {@link dev.appservices.migration.AppDirectoryException} that names the file and the place: half an app is worse than
 * none, because a forgotten rule or provider opens what was closed.
 *
 * <p>Depends on the JDK and on Jackson only, so that a directory can be checked without a server. Exported files were
 * edited by hand in most repositories: byte order marks, comments and trailing commas are read, unknown keys are
 * reported, and wrong types are refused. A directory may come from a stranger by upload: sizes, numbers, nesting and
 * links are bounded, and messages repeat names, but no other values, since these may be secrets.
 */
@NullMarked
package dev.appservices.migration;

import org.jspecify.annotations.NullMarked;
