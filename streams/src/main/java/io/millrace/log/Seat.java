package io.millrace.log;

/**
 * Who takes a seat in a group.
 *
 * @param group the group's name; for an application its {@code application.id}
 * @param member the member's name, unique within the group; a second member of the same name fences the first
 * @param tasks what there is to share out, the same for all members
 * @param assignor how it is shared out, the same for all members
 */
public record Seat(String group, String member, TaskCatalog tasks, Assignor assignor) {}
