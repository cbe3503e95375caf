package dev.appservices.migration;

import java.util.ArrayList;
import java.util.List;

import dev.appservices.migration.Report.Action;
import dev.appservices.migration.Report.Item;
import dev.appservices.migration.Report.Kind;

/** The items of a report while they are collected. */
final class Findings {
    /** Twice what a directory of the largest allowed number of files says; more can only be made on purpose. */
    static final int MAX_ITEMS = 20_000;

    private final List<Item> items = new ArrayList<>();

    Findings() {}

    Findings(List<Item> items) {
        this.items.addAll(items);
    }

    void add(String path, JsonPath pointer, Kind kind, Action action, String message) {
        add(path, pointer.toString(), kind, action, message);
    }

    void add(String path, String pointer, Kind kind, Action action, String message) {
        if (items.size() == MAX_ITEMS) {
            throw new AppDirectoryException(path, "There are more than 20,000 things to report; this is not an app.");
        }
        items.add(new Item(path, pointer, kind, action, message));
    }

    void add(String path, Kind kind, Action action, String message) {
        add(path, "", kind, action, message);
    }

    List<Item> items() {
        return List.copyOf(items);
    }
}
