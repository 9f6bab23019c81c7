using System.Buffers.Binary;
using System.Security.Cryptography;

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

    /// <summary>Holds the prompts of shards against those of the whole, which are made anew.</summary>
    /// <param name="whole">The whole's file; none where the experiment has no prompts.</param>
    /// <param name="parts">The shards' files.</param>
    /// <exception cref="InputException">A shard saw a prompt that is none of the whole's: the data, the tokenizer or interp is another by now.</exception>
    public static void RequireIn(string whole, IEnumerable<string> parts)
    {
        HashSet<Int128> known = [.. Lines(whole).Select(HashOf)];
        foreach (string part in parts)
        {
            foreach ((int index, string line) in Lines(part).Index())
            {
                if (!known.Contains(HashOf(line)))
                {
                    throw new InputException(
                        $"{part}, line {index + 1}: the shard saw a prompt that is not made of the data and the tokenizer any more: they have changed since, "
                        + "or the shard is of another version of interp");
                }
            }
        }
    }

    /// <summary>Reads the prompts back; none where there is no file.</summary>
    /// <exception cref="InputException">A line is no prompt; the message says which.</exception>
    public static IEnumerable<UnitPrompt> Read(string path)
    {
        Dictionary<string, SharedPrompt> shared = [];
        int number = 0;
        foreach (string line in Lines(path))
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

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];

    // Prompts of a large dataset are more than one would hold in memory.
    private static Int128 HashOf(string line) => BinaryPrimitives.ReadInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
