namespace LogitLens.Experiments.Steering;

/// <summary>The settings that need no direction: the class is asked for before the prompt, by an instruction or by texts of it.</summary>
internal static class AskedSetting
{
    /// <summary>Lists them.</summary>
    /// <param name="options">Instructions, how many texts, and how many draws of them.</param>
    /// <param name="towards">The class that the direction points to.</param>
    /// <param name="texts">Texts and their classes, in the data's order.</param>
    /// <param name="seed">What draws follow from.</param>
    public static IEnumerable<TextSetting> Of(
        SteerTextOptions options, IReadOnlyList<string> words, int towards, IReadOnlyList<(string Text, int Label)> texts, long seed) =>
        [.. Instructed(options.Instruction, words, towards), .. Demonstrated(options, words, towards, texts, seed)];

    /// <summary>A prompt with what asks before it, behind BOS.</summary>
    /// <param name="before">What asks.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="first">The place of the prompt's first own token: 1 behind BOS.</param>
    public static int[] Put(int[] before, int[] prompt, int first) => [.. prompt[..first], .. before, .. prompt[first..]];

    private static IEnumerable<TextSetting> Instructed(Instruction instruction, IReadOnlyList<string> words, int towards)
    {
        IReadOnlyList<string>[] asked = instruction.For(words);
        return Enumerable.Range(0, words.Count).OrderByDescending(label => label == towards).SelectMany(label => asked[label].Select((text, place) =>
            new TextSetting($"instructed {words[label]}{Numbered(place + 1)}", TextSettingKind.Instruction, label == towards ? 1 : -1, null)
            {
                // Each text for each class is a draw of its aim.
                Draw = 1 + place + asked.Take(label).Where((_, other) => other != towards && label != towards).Sum(own => own.Count),
                Before = text + "\n",
            }));
    }

    // Texts of the class, a line each: the first of them in the data's order, of further draws so many by the seed.
    private static IEnumerable<TextSetting> Demonstrated(
        SteerTextOptions options, IReadOnlyList<string> words, int towards, IReadOnlyList<(string Text, int Label)> texts, long seed)
    {
        return Enumerable.Range(1, options.PromptingDraws).SelectMany(draw => (TextSetting[])[Setting(draw, 1), Setting(draw, -1)]);

        TextSetting Setting(int draw, int aim)
        {
            string[] own = [.. texts.Where(text => (text.Label == towards) == aim > 0).Select(text => text.Text)];
            if (draw > 1)
            {
                new SeededRandom(seed, $"demonstrations {draw}").Shuffle(own);
            }

            string word = aim > 0 ? words[towards] : TextSetting.OtherThan(words, towards);
            return new TextSetting($"prompted {word}{Numbered(draw)}", TextSettingKind.Prompting, aim, null)
            {
                Draw = draw,
                Before = string.Concat(own.Take(options.Demonstrations).Select(text => text + "\n")),
            };
        }
    }

    private static string Numbered(int draw) => draw == 1 ? "" : $", draw {draw}";
}
