namespace LogitLens.Runs;

/// <summary>Writes and reads prompts.jsonl: for each condition what its prompts begin with, then a line for each unit.</summary>
internal static class PromptLog
{
    /// <summary>Writes the prompts in the units' order; no file where there are none.</summary>
    public static void Write(string path, IEnumerable<UnitPrompt> prompts)
    {
        using IEnumerator<UnitPrompt> all = prompts.GetEnumerator();
        if (!all.MoveNext())
        {
            return;
        }

        AtomicFile.WriteText(path, writer =>
        {
            HashSet<string> begun = [];
            do
            {
                if (all.Current.Shared is { } shared && begun.Add(shared.Condition ?? ""))
                {
                    writer.WriteLine(JsonSerializer.Serialize(shared, Json.Compact));
                }

                writer.WriteLine(JsonSerializer.Serialize(all.Current, Json.Compact));
            }
            while (all.MoveNext());
        });
    }

    /// <summary>Reads the prompts back; none where there is no file.</summary>
    /// <exception cref="InputException">A line is no prompt; the message says which.</exception>
    public static IEnumerable<UnitPrompt> Read(string path)
    {
        Dictionary<string, SharedPrompt> shared = [];
        int number = 0;
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            number++;
            if (Json.ReadLine<JsonElement>(line, path, number).TryGetProperty("prefix_tokens", out _))
            {
                SharedPrompt begun = Json.ReadLine<SharedPrompt>(line, path, number);
                shared[begun.Condition ?? ""] = begun;
                continue;
            }

            UnitPrompt prompt = Json.ReadLine<UnitPrompt>(line, path, number);
            yield return prompt with { Shared = shared.GetValueOrDefault(prompt.Condition ?? "") };
        }
    }
}
