namespace TinyModel.Corpus.Questions;

/// <summary>Asks questions of two operations on numbers up to ten.</summary>
internal sealed class MultistepWriter(SeededRandom random)
{
    /// <summary>A question whose steps never go below zero.</summary>
    public Question Next()
    {
        int a = random.Between(1, 10);
        int b = random.Between(1, 10);
        int c = random.Between(1, Math.Min(10, a + b));
        int small = random.Between(2, 4);
        return random.Next(8) switch
        {
            0 => new($"What is {a} + {b} - {c}?", $"{a + b - c}"),
            1 => new($"What is {a} + {b} + {c}?", $"{a + b + c}"),
            2 => new($"What is ({a} + {b}) * {small}?", $"{(a + b) * small}"),
            3 => new($"What is {a} * {small} + {b}?", $"{a * small + b}"),
            4 => new($"Start with {a}. Add {b}. Take away {c}. What is left?", $"{a + b - c}"),
            5 => new($"Start with {a}. Add {b}. Then double it. What do you get?", $"{(a + b) * 2}"),
            6 => new($"Double {a} and add {b}. What do you get?", $"{a * 2 + b}"),
            _ => new($"Add {a} and {b}, then add {c}. What do you get?", $"{a + b + c}"),
        };
    }
}
