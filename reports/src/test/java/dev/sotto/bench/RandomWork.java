package dev.sotto.bench;

import dev.sotto.bench.RandomWorld.Someone;
import java.util.Map;
import java.util.Random;

/** Creative work with its rounds and contracts, ambassadors with their steps, contest entries with decisions, by chance. */
final class RandomWork {
    private static final String[] DECISIONS = {"approved", "approved", "changes", "conditional", "rejected"};

    private final RandomWorld world;
    private final long seed;
    private final Random random;
    private int number;

    RandomWork(RandomWorld world, long seed, Random random) {
        this.world = world;
        this.seed = seed;
        this.random = random;
    }

    /** Some who become ambassadors at once, so that half of a week's do. */
    void before() {
        for (int i = 0; i < 5; i++) {
            Someone one = new Someone(world.name() + "-new" + i, "contact", "18_plus");
            world.at(RandomWorld.START + i, () -> row("ambassador.invited", agent(), one, null));
            world.at(RandomWorld.START + RandomWorld.HOUR, () -> {
                Map<String, Object> row = row("ambassador.step_done", one, agent(), null);
                row.put("step", "s1");
                return row;
            });
            world.at(
                    RandomWorld.START + (1 + i) * RandomWorld.HOUR,
                    () -> row("ambassador.activated", one, agent(), null));
        }
    }

    void happen() {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> creative();
            case 3, 4 -> ambassador();
            default -> contest();
        }
    }

    private Map<String, Object> row(String type, Someone actor, Someone other, String thread) {
        Map<String, Object> row = world.row(type, actor, other, thread);
        row.put("campaign_id", world.campaign(3));
        return row;
    }

    private Someone agent() {
        return world.ofBrand(random.nextInt(2));
    }

    /** A step of one of a few pieces of work, in whatever order. */
    private void creative() {
        int piece = random.nextInt(2 + number++ / 12);
        String id = world.name() + "-cr" + piece;
        Someone maker = piece % 3 == 0
                ? new Someone(world.name() + "-maker", "creator", "18_plus")
                : new Someone(world.name() + "-c4", "partner", "18_plus");
        String thread = maker.id() + (seed % 2 == 0 ? "-w" + piece : "-t0");
        int step = random.nextInt(20);
        String type = step < 6
                ? "approval.requested"
                : step < 14
                        ? "approval.decided"
                        : step < 15 ? "approval.withdrawn" : step < 17 ? "contract.sent" : "contract.signed";
        boolean isByMaker = random.nextBoolean();
        Map<String, Object> row = row(type, isByMaker ? maker : agent(), isByMaker ? agent() : maker, thread);
        row.put("creative_id", id);
        row.put("round", type.equals("approval.requested") ? (Long) (1L + random.nextInt(3)) : null);
        if (type.equals("approval.decided")) {
            row.put("decision", world.pick(DECISIONS));
            row.put("round", random.nextInt(3) == 0 ? (Long) (1L + random.nextInt(3)) : null);
        }
        if (type.startsWith("contract")) {
            row.put("contract_id", id + "-k");
            row.put("creative_id", seed % 2 == 0 && random.nextBoolean() ? null : id);
        }
    }

    private void ambassador() {
        String id = world.name() + "-amb" + random.nextInt(5);
        Someone one = new Someone(id, world.pick("contact", "ambassador"), "18_plus");
        switch (random.nextInt(6)) {
            case 0, 1 -> row("ambassador.invited", agent(), one, null);
            case 2 -> row("ambassador.activated", one, agent(), null);
            default -> {
                Map<String, Object> row = row("ambassador.step_done", one, agent(), null);
                row.put("step", world.pick("s1", "s2", "s3"));
                row.put("required", random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean());
            }
        }
    }

    private void contest() {
        Someone contact = world.contact();
        String entry = random.nextInt(3) == 0 ? null : world.name() + "-en" + random.nextInt(6);
        if (random.nextBoolean()) {
            Map<String, Object> row =
                    row("contest.entered", contact, world.ofBrand(2), contact.id() + "-t" + random.nextInt(2));
            row.put("entry_id", entry);
            row.put("with_media", random.nextInt(4) == 0 ? null : (Boolean) random.nextBoolean());
            row.put("preceded_by_text", random.nextInt(4) == 0 ? null : (Boolean) random.nextBoolean());
        } else {
            Map<String, Object> row = row("contest.decided", agent(), contact, null);
            row.put("entry_id", entry);
            row.put("decision", world.pick("accepted", "accepted", "rejected"));
            row.put("decided_by", world.pick("human", "rule", null));
        }
    }
}
