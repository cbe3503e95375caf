package dev.appservices.contract;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Compares a whole JSON value: types, keys and their order, lengths and texts. */
final class ExpectedJson {
    private final ExpectedText texts;

    ExpectedJson(ExpectedText texts) {
        this.texts = texts;
    }

    /** What is different, each line starting with the place; empty if the actual value is the expected one. */
    List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> found = new ArrayList<>();
        compare("body", expected, actual, found);
        return found;
    }

    private void compare(String place, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.isTextual()) {
            if (!actual.isTextual() || !texts.matches(expected.textValue(), actual.textValue())) {
                found.add(place + ": expected " + expected + ", was " + actual);
            }
        } else if (expected.isObject() && actual.isObject()) {
            compareKeys(place, expected, actual, found);
        } else if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                found.add(place + ": expected " + expected.size() + " elements, was " + actual);
                return;
            }
            for (int i = 0; i < expected.size(); i++) {
                compare(place + "[" + i + "]", expected.path(i), actual.path(i), found);
            }
        } else if (!expected.equals(actual)) {
            found.add(place + ": expected " + expected + ", was " + actual);
        }
    }

    private void compareKeys(String place, JsonNode expected, JsonNode actual, List<String> found) {
        List<String> expectedKeys = keys(expected);
        List<String> actualKeys = keys(actual);
        for (String key : expectedKeys) {
            if (actual.has(key)) {
                compare(place + "." + key, expected.path(key), actual.path(key), found);
            } else {
                found.add(place + "." + key + ": missing, expected " + expected.path(key));
            }
        }
        for (String key : actualKeys) {
            if (!expected.has(key)) {
                found.add(place + "." + key + ": not expected, was " + actual.path(key));
            }
        }
        if (actualKeys.size() == expectedKeys.size()
                && actualKeys.containsAll(expectedKeys)
                && !actualKeys.equals(expectedKeys)) {
            found.add(place + ": expected the order " + expectedKeys + ", was " + actualKeys);
        }
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
