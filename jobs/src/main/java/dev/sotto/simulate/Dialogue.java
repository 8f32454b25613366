package dev.sotto.simulate;

/** The two between whom something happens, as a webhook tells of them: the brand's account, and its contact. */
record Dialogue(Person account, Person contact, boolean isByHouse) {

    /** The two of an event. */
    static Dialogue of(SimulatedEvent event) {
        boolean isByHouse = Webhook.isOfHouse(event.actor());
        Person contact = isByHouse ? event.counterpart() : event.actor();
        Person account = isByHouse ? event.actor() : event.counterpart();
        if (contact == null || account == null) {
            throw new IllegalArgumentException("a message between two has no two");
        }
        return new Dialogue(account, contact, isByHouse);
    }
}
