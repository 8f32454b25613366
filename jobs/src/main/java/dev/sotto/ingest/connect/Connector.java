package dev.sotto.ingest.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.ingest.record.FoundRecord;
import java.util.List;

/** Finds the messages and statuses in a body of one platform's webhook. */
interface Connector {

    /** Whether a body has the form of this platform. */
    boolean knows(JsonNode body);

    /** Its records in their order; empty where it holds none. */
    List<FoundRecord> records(JsonNode body);
}
